/// Texts that the checker must judge rightly.
enum PressStatements {
    /// What Tabuk Region Municipality published on the first half of 2024: its headline and the paragraphs with numbers.
    static let tabuk2024 = """
        أتمتة الخدمات البلدية ووعي المستفيدين بأهمية الاستفادة منها ساهم في انخفاض نسبة مراجعي أمانة تبوك بنسبة تجاوزت ٦٧٪
        أظهرت إحصائية نشرتها أمانة منطقة تبوك اليوم عن انخفاض عدد زيارات المراجعين لمقر الأمانة والبلديات التابعة لها خلال النصف الأول من عام 2024م مقارنة بالفترة ذاتها من عام 2023م بنسبة تجاوزت الـــ60%
        وفقًا للإحصائيات التي نشرتها الأمانة، بلغ عدد المراجعين في النصف الأول من عام 2024 ( 1733) مراجعًا لمقرات الأمانة وبلدياتها التابعة ، مقارنة بـ 5,393 مراجعًا في نفس الفترة من عام 2023. وهذا يعني انخفاضًا ملحوظًا في عدد المراجعين بنسبة 67.87%.
        وعزت الأمانة أسباب هذا الانخفاض إلى التحول المتزايد نحو أتمتة خدماتها عبر المنصات الرقمية المتمثلة في منصة بلدي، إضافة إلى التزام المراجعين بنظام المواعيد والذي يتم من خلاله التواصل مع المراجعين وخدمتهم دون الحاجة لمراجعة الأمانة.
        """

    /// The half-year before, as a text might tell it: with the percentage that was printed, 92.57.
    static let tabuk2023Arabic = """
        انخفاض زيارات المراجعين لمقر الأمانة بنسبة تجاوزت 50% خلال النصف الأول من عام 2023م
        بلغ عدد الزيارات لمقر الأمانة 3,897 زيارة خلال النصف الأول من عام 2022م، وانخفض إلى 1,640 زيارة خلال النصف الأول من عام 2023م، أي بنسبة انخفاض بلغت 92.57%.
        """

    static let tabuk2023English = """
        Visits to the headquarters fell by more than 50%

        In the first half of 2023 the headquarters received 1,640 visits, compared with 3,897 visits in the same period of
        2022. This is a reduction of 92.57%.
        """

    /// Numbers that prove nothing.
    static let unrelated = """
        The authority opened 12 parks and planted 4,500 trees in 2023. Satisfaction reached 87%, and 15 of its 41 services
        were improved. Growth of 23.4% is expected.
        """
}
