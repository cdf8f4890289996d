extension HeldTwice {
    /// Those of published figures, whose own row seals what was written before it.
    static let published: [(rule: String, others: [String])] = {
        let whole = "published_figure_is_whole: 'published figure: "
        return [
            ("published_figure NOT NULL (measure)", [whole + "its definition"]),
            ("published_figure NOT NULL (definition_version)", [whole + "its definition"]),
            ("published_figure NOT NULL (current_count)", [whole + "its cells"]),
            ("published_figure NOT NULL (last_change_id)", [whole + "last_change_id"]),
            ("published_figure NOT NULL (last_batch_id)", [whole + "last_change_id"]),
            // Who stands under a figure that is published came before it.
            ("published_figure_office NOT NULL (figure_id)", ["published_figure_office_comes_first"]),
            ("published_figure_cell NOT NULL (figure_id)", ["published_figure_cell_comes_first"]),
            ("published_figure_office KEY", ["published_figure_office_comes_first"]),
            ("published_figure_office REFERENCES (figure_id)", ["published_figure_office_comes_first"]),
            ("published_figure_cell KEY", ["published_figure_cell_comes_first"]),
            ("published_figure_cell REFERENCES (figure_id)", ["published_figure_cell_comes_first"]),
        ]
    }()
}
