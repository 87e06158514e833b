"""English is told from other languages, whatever names and quotations stand in it."""

from __future__ import annotations

import pytest

from accords.documents.language import detect, is_english
from tests.growth import growth

# Forty words and more each, of the kind that reports are made of.
OTHERS = {
    "de": (
        "Der Außenminister sagte am Montag, dass die Gespräche in Genf nicht abgebrochen worden sind. Die beiden "
        "Seiten haben sich auf einen neuen Termin verständigt, und eine Abordnung der Vereinten Nationen wird "
        "nach seinen Worten auch an der nächsten Runde teilnehmen. Über die Gefangenen ist noch nicht gesprochen "
        "worden."
    ),
    "fr": (
        "Le ministre a déclaré lundi que les pourparlers de Genève ne sont pas rompus. Les deux parties se sont "
        "mises d'accord sur une nouvelle date et une délégation des Nations unies sera, selon lui, présente dans "
        "la salle pour la prochaine séance. La question des prisonniers n'a pas été abordée avec eux."
    ),
    "es": (
        "El ministro dijo el lunes que las conversaciones de Ginebra no se han roto. Las dos partes acordaron "
        "una nueva fecha y, según él, una delegación de las Naciones Unidas estará en la sala para la próxima "
        "ronda. La cuestión de los prisioneros todavía no se ha tratado, pero será el primer punto del orden del "
        "día."
    ),
    "pt": (
        "O ministro disse na segunda-feira que as conversações de Genebra não foram interrompidas. As duas "
        "partes concordaram com uma nova data e, segundo ele, uma delegação das Nações Unidas também vai estar "
        "na sala para a próxima ronda. A questão dos prisioneiros ainda não foi tratada pelos negociadores."
    ),
    "it": (
        "Il ministro ha detto lunedì che i colloqui di Ginevra non sono stati interrotti. Le due parti hanno "
        "concordato una nuova data e, secondo lui, una delegazione delle Nazioni Unite sarà nella sala anche per "
        "il prossimo incontro. La questione dei prigionieri non è ancora stata affrontata dai negoziatori della "
        "regione."
    ),
    "nl": (
        "De minister zei maandag dat de gesprekken in Genève niet zijn afgebroken. De twee partijen werden het "
        "eens over een nieuwe datum en volgens hem zal ook een delegatie van de Verenigde Naties bij de volgende "
        "ronde aanwezig zijn. Over de gevangenen is nog niet gesproken, maar dat wordt het eerste punt."
    ),
    "tr": (
        "Bakan pazartesi günü yaptığı açıklamada Cenevre görüşmelerinin kesilmediğini söyledi. İki taraf yeni "
        "bir tarih üzerinde anlaştı ve ona göre Birleşmiş Milletler heyeti de bir sonraki tur için salonda "
        "olacak. Esirler konusu daha ele alınmadı, ancak bu konu gündemin ilk maddesi olarak kalacak ve çok uzun "
        "sürecek."
    ),
    "id": (
        "Menteri mengatakan pada hari Senin bahwa perundingan di Jenewa tidak terputus. Kedua pihak telah "
        "menyepakati tanggal baru dan menurut dia delegasi Perserikatan Bangsa-Bangsa juga akan hadir dalam "
        "putaran berikutnya. Masalah tahanan belum dibahas oleh para perunding, tetapi akan menjadi pokok yang "
        "pertama dari pertemuan itu."
    ),
    "pl": (
        "Minister powiedział w poniedziałek, że rozmowy w Genewie nie zostały zerwane. Obie strony uzgodniły "
        "nowy termin i jego zdaniem delegacja Narodów Zjednoczonych będzie także na sali podczas następnej "
        "rundy. O jeńcach jeszcze się nie mówiło, ale będzie to pierwszy punkt porządku obrad, który jest dla "
        "nich najważniejszy."
    ),
    "sv": (
        "Ministern sade på måndagen att samtalen i Genève inte har brutits. De båda sidorna har enats om ett "
        "nytt datum och enligt honom ska även en delegation från Förenta nationerna vara med i salen vid nästa "
        "runda. Frågan om fångarna har ännu inte tagits upp, men det är den första punkten på listan för dem som "
        "förhandlar."
    ),
    "ro": (
        "Ministrul a spus luni că discuțiile de la Geneva nu au fost întrerupte. Cele două părți au convenit "
        "asupra unei noi date și, după el, o delegație a Națiunilor Unite va fi și ea în sală pentru runda "
        "următoare. Problema prizonierilor nu a fost încă abordată, dar va fi primul punct de pe ordinea de zi."
    ),
    "sw": (
        "Waziri alisema siku ya Jumatatu kwamba mazungumzo ya Geneva hayakuvunjika. Pande hizo mbili "
        "zilikubaliana juu ya tarehe mpya na kwa maoni yake ujumbe wa Umoja wa Mataifa pia utakuwa katika ukumbi "
        "wa duru ijayo. Suala la wafungwa bado halijazungumzwa lakini litakuwa la kwanza katika orodha ya mambo "
        "ya kujadiliwa."
    ),
    "vi": (
        "Bộ trưởng nói hôm thứ hai rằng các cuộc đàm phán ở Geneva không bị gián đoạn. Hai bên đã thống nhất một "
        "ngày mới và theo ông, một phái đoàn của Liên Hợp Quốc cũng sẽ có mặt trong phòng cho vòng tới. Vấn đề "
        "tù nhân chưa được bàn đến, nhưng đó là điểm đầu tiên của chương trình cho những người đàm phán này."
    ),
    "uk": (
        "Міністр сказав у понеділок, що переговори в Женеві не зірвано. Обидві сторони домовилися про нову дату, "
        "і, за його словами, делегація Організації Об'єднаних Націй також буде в залі на наступному засіданні. "
        "Питання про полонених ще не обговорювали, але воно стане першим пунктом порядку денного, якщо сторони "
        "не передумають."
    ),
    "ru": (
        "Министр сказал в понедельник, что переговоры в Женеве не сорваны. Обе стороны договорились о новой "
        "дате, и, по его словам, делегация Организации Объединённых Наций также будет в зале на следующем "
        "заседании. Вопрос о пленных ещё не обсуждали, но он станет первым пунктом повестки дня, если стороны не "
        "передумают."
    ),
    "ar": (
        "قال الوزير يوم الاثنين إن المحادثات في جنيف لم تنقطع. وقد اتفق الطرفان على موعد جديد، وسيكون وفد من "
        "الأمم المتحدة حاضرا في القاعة خلال الجولة المقبلة كما قال. ولم تناقش مسألة الأسرى بعد، لكن هذا هو البند "
        "الأول الذي سيعرض على الوفود بعد الافتتاح في المدينة ذاتها مع ممثلين عن المنظمات."
    ),
    "fa": (
        "وزیر روز دوشنبه گفت که گفتگوها در ژنو قطع نشده است. دو طرف بر سر یک تاریخ تازه توافق کرده‌اند و به گفته "
        "او هیئتی از سازمان ملل نیز برای دور بعدی در تالار خواهد بود. موضوع اسیران هنوز بررسی نشده است اما این "
        "نخستین بند برای دستور کار نشست خواهد بود و با آن آغاز می‌شود."
    ),
    "he": (
        "השר אמר ביום שני כי השיחות בז'נבה לא הופסקו. שני הצדדים הסכימו על מועד חדש, ולדבריו משלחת של האומות "
        "המאוחדות תהיה גם היא באולם בסבב הבא. סוגיית השבויים עדיין לא נדונה, אבל היא תהיה הסעיף הראשון בסדר היום "
        "של הפגישה הבאה, וכל אחד מן הצדדים כבר הגיש את עמדתו בכתב."
    ),
    "zh": (
        "外交部长星期一表示，日内瓦会谈没有中断。双方商定了新的日期，他说联合国代表团也将出席下一轮会谈。战俘"
        "问题尚未讨论，但将是议程的第一项。双方都已经以书面形式提交了自己的立场。"
    ),
    "ja": (
        "外相は月曜日、ジュネーブでの協議は中断していないと述べた。双方は新しい日程で合意し、国連の代表団も次"
        "の協議に出席するという。捕虜の問題はまだ話し合われていないが、議題の最初の項目になる見通しだ。"
    ),
}

ENGLISH = {
    "plain": (
        "The minister said on Monday that the talks in Geneva had not been broken off. The two sides agreed on a "
        "new date, and a delegation of the United Nations will, he said, be in the room for the next round. The "
        "question of the prisoners has not been raised so far."
    ),
    "many foreign names": (
        "Mevlüt Karadağ, Oleksandr Ševčenko and Nguyễn Văn Đức met Abdul-Rahman al-Mahmoudi, João da Conceição "
        "and Władysław Żeleński in Ouagadougou on Friday. Karadağ told the daily Yeni Gün of Diyarbakır that "
        "Ševčenko and al-Mahmoudi had signed, while Conceição, the envoy of São Tomé e Príncipe, wanted Żeleński "
        "to wait for Đức."
    ),
    "a transcript": (
        "QUESTION: Did they sign? ENVOY: No. QUESTION: Why not? ENVOY: You would have to ask them. We were "
        "ready. I was in the room. QUESTION: For how long? ENVOY: Five hours, six hours. QUESTION: And then? "
        "ENVOY: Then we went home. What else is there to say about it?"
    ),
    "translated by a machine": (
        "The president of the assembly has affirmed that it does not exist alternative to the dialogue, and has "
        "made a call to the parts so that they return to the table. The same source indicated that the document, "
        "of which this newspaper has had knowledge, contemplates the gradual retreat of the troops."
    ),
    "terse headlines": (
        "Talks end. No deal signed. Envoy flies home. Markets fall two per cent. Rebels hold bridge and airport. "
        "Army says losses light. UN chief urges calm. Minister to visit capital Tuesday. Aid convoy waits at "
        "border with food for thousands. Snow expected. Schools closed in north of city until further notice."
    ),
    "a quotation in another language": (
        "“Nous ne signerons pas,” the minister told reporters in French, “les conditions ne sont pas réunies "
        "pour une signature.” He then repeated it in English for the cameras that had been waiting since the "
        "morning, and said that the delegation would not leave before the end of the week."
    ),
}


@pytest.mark.parametrize("code", OTHERS)
def test_another_language_is_not_english_and_is_named(code: str) -> None:
    assert not is_english(OTHERS[code])
    assert detect(OTHERS[code]) == code


@pytest.mark.parametrize("kind", ENGLISH)
def test_english_of_every_kind_is_english(kind: str) -> None:
    assert is_english(ENGLISH[kind])


@pytest.mark.parametrize("code", sorted(set(OTHERS) - {"zh", "ja"}))
def test_a_text_under_forty_words_counts_as_english(code: str) -> None:
    short = " ".join(OTHERS[code].split()[:30])
    assert is_english(short)


def test_a_list_of_bare_names_is_in_no_language_that_can_be_told() -> None:
    assert detect("Karadağ Ševčenko Conceição " * 30) is None


def test_four_megabytes_are_judged_at_once() -> None:
    assert detect(OTHERS["de"] * (4_000_000 // len(OTHERS["de"]))) == "de"
    grown = growth(lambda n: OTHERS["de"] * (n // len(OTHERS["de"])), detect, 250_000, 4_000_000)
    assert grown.exponent < 0.5, "it is judged by its beginning"
