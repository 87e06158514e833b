"""Given names and the sex they are mostly borne by: they tell a person from a place, and "he" from "she".

Written from general knowledge. A name that both bear tells a person and no sex.
"""

MALE = frozenset(
    """Aaron Abbas Abdel Abdelaziz Abdelfattah Abdallah Abdirahman Abdul Abdulaziz Abdulla Abdullah Abel Abiy Abraham Adam Adel
    Adnan Adrian Ahmad Ahmed Aidan Aksel Alan Albert Albin Alejandro Aleksandar Aleksandr Aleksey Alessandro Alexander Alexandre
    Alexei Alexey Alfonso Alfred Ali Alistair Alvaro Álvaro Amadou Amin Amir Anatoly Anders Andre André Andreas
    Andrei Andrej Andrew Andrey Andrii Andriy Andrzej Angus Anthony Antonio António Antony Anwar Arjun Armen Arnaud Arthur
    Arturo Ashraf Asif Augustin Avi Ayman Aziz Bashar Bashir Benjamin Benny Bernard Bertrand Bilal Bill Bob Bogdan Boris Brad
    Brendan Brett Brian Bruce Bruno Carl Carlos Cesar Chad Charles Christian Christopher Colin Conor Craig
    Dag Damian Daniel Danilo Dario David Declan Denis Dennis Didier Diego Dimitri Dimitris Dmitri Dmitriy Dmitro Dmitry Dmytro
    Dominic Donald Doug Douglas Duncan Ebrahim Eduardo Edward Edwin Ehud Elias Elliott Emanuel Emeka Emil Emilio
    Emmanuel Enrique Eric Erik Ernest Ernesto Ersin Ethan Eugene Evgeny Fabian Faisal Farid Faisel Fayez Federico Felix Ferdinand
    Fernando Filip Florian Francesco Francis Francisco Franck Francois François Frank Franz Fred Frederick Friedrich Fyodor Gabriel
    Gary Gennady Geoffrey George Georges Gerald Gerard Gerhard Gerry Ghassan Giacomo Giorgi Giorgos Giovanni Giulio Giuseppe
    Gleb Glenn Goran Gordon Graham Greg Gregory Guido Guillermo Guillaume Gustavo Guy Habib Hakan Hamid Hamza Hans Harold Harry
    Hassan Hector Heiko Helmut Henri Henrik Henry Hernan Howard Hugo Humberto Hussain Hussein Ian Ibrahim Idris Igor Ilham Ilya
    Imad Imran Ingmar Isaac Isaias Ishaq Ismail Ivan Ivica Iván Jaafar Jack Jacob Jacques Jaime Jake Jakob Jamal James Jan Jared
    Jason Javad Javier Jeff Jeffrey Jens Jeremy Jerome Jerry Jesus Jim Joachim Joao João Joe Joel Johan Johann Johannes John
    Jonas Jonathan Jorge Jose Josef Josep Joseph Joshua José Juan Jules Julian Julio Julius Jürgen Kamal Karim Karl Karol Kaspar
    Keir Keith Kenneth Kevin Khaled Khalid Khalifa Khalil Kiril Kirill Klaus Klemens Kofi Konstantin Krzysztof Kwame Kyle Lars
    Laurent Lawrence Leo Leon Leonid Liam Lindsey Lloyd Louis Luc Luca Lucas Luigi Luis Luís Lukas Lutfur Mahdi Mahmoud Mahmud
    Majid Malik Mamadou Manuel Marc Marcel Marcelo Marco Marcos Marek Mario Mark Marko Markus Martin Martti Marwan Massoud Mateusz
    Matthew Matthias Maurice Mauricio Maxim Maxime Mehdi Mehmet Menachem Mevlut Michael Michel Miguel Mikael Mike Mikhail Milan
    Miloš Milos Milorad Mirko Mohamed Mohammad Mohammed Moshe Mostafa Moussa Muammar Muhammad Muhammadu Munir Murad Murat Musa
    Mustafa Mykhailo Mykola Naftali Najib Nasser Nathan Neil Nicholas Nicolas Nicolás Nicos Nigel Niklas Nikol Nikola
    Nikolai Nikolaos Nikolas Nikolay Nikos Nils Nizar Noah Noel Norman Nouri Olaf Oleg Oleh Oleksandr Oleksiy Oleksii Oliver
    Olivier Omar Oscar Osama Osman Otto Owen Pablo Paolo Pascal Patrice Patrick Paul Paulo Pavel Pavlo Pawel Pedro Per Peter
    Petro Petr Philip Philippe Pierre Pieter Piotr Pradeep Radoslaw Radovan Rafael Raheem Rahul Rajiv Ralph Ramon Ramzan Raphael
    Rashid Ratko Raul Raúl Raymond Recep Reza Ricardo Richard Riad Rishi Riyad Rob Robert Roberto Rodrigo Roger Roland Roman
    Ron Ronald Ronen Rory Roy Ruben Rudolf Rupert Ruslan Rustem Ryan Saad Sadiq Saeb Saeed Salah Salman Salva Salvador
    Samir Samuel Sándor Saud Scott Sean Sebastian Seamus Sediq Serge Sergei Sergey Sergio Serhii Serhiy Seth Shahbaz Shane
    Shimon Simon Slobodan Stanislav Stanley Stefan Stefano Stephane Stephen Stéphane Steve Steven Stuart Suleiman Sven
    Taras Tariq Tayyip Ted Terry Thabo Theo Theodore Thierry Thomas Tibor Tim Timothy Tobias Todd Tom Tomas Tomasz Tommy Tony
    Trevor Ulrich Umar Umaro Uwe Vaclav Valentin Valery Vasily Viacheslav Victor Viktor Vincent Vitaly Vitalii Vivek Vlad Vladimir
    Vladislav Vojislav Volodymyr Vyacheslav Wael Walid Walter Warren Wayne Werner Wilhelm Willem William Winston Wolfgang
    Xavier Yahya Yair Yasser Yevgeny Yitzhak Yoav Youssef Yousef Yuri Yuriy Yusuf Yves Zabihullah Zalmay Zbigniew Zoran Zvi""".split()
)
FEMALE = frozenset(
    """Abigail Adela Agnes Aisha Alexandra Alice Alicia Alina Alison Amanda Amina Amy Ana Anastasia Andrée Angela Angelina Anita
    Ann Anna Annalena Anne Annegret Annette Antonia Asma Astrid Audrey Aurora Ayesha Ayse Ayşe Barbara Beata Beatrice Benazir
    Bernadette Beth Bettina Birgit Brenda Brigitte Camille Carla Carmen Carol Carolina Caroline Catherine Cecilia Charlotte
    Chiara Christiane Christina Christine Chrystia Claire Clara Claudia Colette Condoleezza Cristina Cynthia Dalia Daniela
    Deborah Diana Diane Dilma Dina Dora Doris Dorothy Edith Eileen Elena Eleni Elham Elif Elise Eliza Elizabeth Ella Ellen Elsa
    Emilia Emily Emma Erika Esther Eugenia Eva Evelyn Fatima Fatma Federica Fiona Florence Frances Francesca Françoise Gabriela
    Georgia Geraldine Gina Giorgia Gisela Golda Grace Hala Halima Hanan Hanna Hannah Heather Heba Heidi Helen Helena Helene Hélène Helga
    Henrietta Hilary Hilda Hillary Huda Ilana Ilse Ines Inés Inga Ingrid Irene Irina Isabel Isabella Isabelle Ivana Jacinda Jane
    Janet Janine Jasmin Jeanine Jeanne Jennifer Jenny Jessica Jill Joan Joanna Josephine Joyce Judith Julia Juliana Julie Kaja
    Kamala Karen Karin Karoline Kate Katarina Katerina Katharina Katherine Kathleen Kathryn Katja Katrin Kirsten Klara Krista
    Kristalina Kristina Laila Larissa Laura Layla Leila Lena Leonora Leyla Lidia Liliana Linda Lisa Liz Ljubica Louise Lucia Lucy
    Ludmila Lyudmila Madeleine Magdalena Maia Malala Manuela Margaret Margarita Margot Maria Mariam Marie Marija Marina Marine
    Marion Marjorie Marta Martha Martina Mary Maryam Matilda Maud Maya María Megan Melanie Melissa Mette Mia Michelle Mina Miriam
    Mona Monica Monika Nada Nadia Nadine Nancy Naomi Natalia Natalie Natasha Nathalie Nicole Nikki Nina Nora Olga Olha Olivia
    Oksana Patricia Paula Pauline Penny Petra Priya Rachel Rania Rebecca Regina Renata Renate Rita Roberta Rosa Rose Rosemary
    Roza Ruth Sabina Sabine Sally Samantha Samia Sanam Sandra Sanna Sara Sarah Shirin Sigrid Silvia Simone Sofia Sonia Sonja
    Sophia Sophie Stella Stephanie Susan Susana Susanne Suzanne Svetlana Sylvia Sylvie Tamar Tamara Tania Tanja Tatiana Tatyana
    Teresa Thelma Theresa Tina Tzipi Ulrike Ursula Valentina Valerie Vanessa Vera Veronica Veronika Victoria Vjosa
    Wendy Yasmin Yulia Yvette Yvonne Zainab Zarah Zeina Zeynep Zoe Zsuzsanna Zuzana""".split()
)
EITHER = frozenset(
    """Alex Alexis Andrea Ariel Chris Claude Dana Dominique Jean Jordan Kelly Kim Lee Leslie Morgan Nicola Noor Pat Paris
    Robin Sam Sasha Sydney Taylor""".split()
)
GIVEN = MALE | FEMALE | EITHER
