//! Names from text to entities: which thing of the knowledge base each one means.

mod line;

use line::normalised;

/// `name=id` of each mention that is linked to the knowledge base.
fn links(text: &str, published: Option<&str>) -> Vec<String> {
    let document = normalised(text, published);
    let slice = |span| document.tagged.segmented.slice(span).to_owned();
    let linked = document.mentions.iter().filter_map(|mention| {
        let entity = &document.entities[mention.entity?];
        entity.kb_id?;
        Some(format!("{}={}", slice(mention.span), entity.id))
    });
    linked.collect()
}

fn check(cases: &[(&str, Option<&str>, &[&str])]) {
    for (text, published, expected) in cases {
        assert_eq!(links(text, *published), *expected, "{text}");
    }
}

#[test]
fn a_body_named_with_its_country_is_the_national_one() {
    check(&[
        (
            "Iran's Foreign Ministry rejected the claim.",
            None,
            &["Iran=country:IRN", "Foreign Ministry=org:irn_foreign_ministry"],
        ),
        (
            "Fiji's Foreign Ministry rejected the claim.",
            None,
            &["Fiji=country:FJI"],
        ),
        (
            "The U.S. Central Intelligence Agency rejected the claim.",
            None,
            &["U.S. Central Intelligence Agency=org:usa_cia"],
        ),
        ("The CIA rejected the claim.", None, &["CIA=org:usa_cia"]),
    ]);
}

#[test]
fn a_post_with_a_surname_is_its_holder_of_that_time_and_country() {
    check(&[
        (
            "President Bush rejected the claim.",
            Some("2005-03-02"),
            &["Bush=person:george_w_bush"],
        ),
        ("Gardener Bush rejected the claim.", Some("2005-03-02"), &[]),
        (
            "Peruvian President Bush rejected the claim.",
            Some("2005-03-02"),
            &["Peruvian=country:PER"],
        ),
        // Long before he took office.
        ("Putin rejected the claim.", Some("1987-03-02"), &[]),
        (
            "Putin rejected the claim.",
            Some("2015-03-02"),
            &["Putin=person:vladimir_putin"],
        ),
    ]);
}

#[test]
fn a_country_that_acts_stands_before_its_capital_of_the_same_name() {
    check(&[("Luxembourg rejected the claim.", None, &["Luxembourg=country:LUX"])]);
}
