//! Invented sentences → tags, trees and clauses; a small treebank → a model that has learned it.

use std::sync::{Arc, OnceLock};

use news_etl::document::{CleanDocument, SegmentedDocument};
use news_etl::evaluate::{Treebank, evaluate_trees};
use news_etl::kb::KnowledgeBase;
use news_etl::model::Models;
use news_etl::model::syntax::{PartOfSpeech, SyntaxBuffers, SyntaxModel, WordForm};
use news_etl::segment::Segmenter;
use news_etl::tag::{Argument, Clause, Tree, Trees};
use news_etl::train::{Shape, SyntaxTraining, train_syntax};
use proptest::prelude::*;

fn models() -> &'static Models {
    static MODELS: OnceLock<Models> = OnceLock::new();
    MODELS.get_or_init(|| Models::embedded().expect("the embedded models are valid"))
}

fn segmented(text: &str) -> SegmentedDocument {
    static SEGMENTER: OnceLock<Segmenter> = OnceLock::new();
    let segmenter = SEGMENTER.get_or_init(|| {
        let kb = KnowledgeBase::embedded().expect("the embedded lists are valid");
        Segmenter::new(&Default::default(), Arc::new(kb))
    });
    segmenter.segment(CleanDocument::plain(text))
}

/// Gives the tree of the one sentence in `text` and the tokens by their words.
fn with_tree(text: &str, check: impl Fn(Tree, &dyn Fn(&str) -> usize, &dyn Fn(&[Argument]) -> Vec<String>)) {
    let document = segmented(text);
    let trees = Trees::new(&document, models(), SyntaxBuffers::default());
    let token = |word: &str| {
        let found = (0..document.tokens.len()).find(|&token| document.word(token) == word);
        found.unwrap_or_else(|| panic!("no `{word}` in `{text}`"))
    };
    let words = |arguments: &[Argument]| {
        let word = |argument: &Argument| document.word(argument.head).to_owned();
        arguments.iter().map(word).collect()
    };
    check(trees.of_sentence(0), &token, &words);
}

macro_rules! clauses {
    ($($name:ident: $text:literal, $verb:literal, subjects $subjects:expr, objects $objects:expr;)*) => {
        $(
            #[test]
            fn $name() {
                with_tree($text, |tree, token, words| {
                    let clause = Clause::read(tree, token($verb));
                    let (subjects, objects): (&[&str], &[&str]) = (&$subjects, &$objects);
                    assert_eq!(words(&clause.subjects), subjects, "subjects of {}", $verb);
                    assert_eq!(words(&clause.objects), objects, "objects of {}", $verb);
                });
            }
        )*
    };
}

clauses! {
    subject_and_object: "The president visited the border town on Monday.", "visited",
        subjects ["president"], objects ["town"];
    joined_subjects: "Ministers and generals discussed the plan.", "discussed",
        subjects ["Ministers", "generals"], objects ["plan"];
    joined_verbs_share_their_subject: "The envoy met the rebels and signed a ceasefire.", "signed",
        subjects ["envoy"], objects ["ceasefire"];
    relative_clauses_are_about_their_noun: "They met the general who led the attack.", "led",
        subjects ["general"], objects ["attack"];
    complements_have_the_subject_of_their_verb: "The two governments agreed to reopen the border.", "reopen",
        subjects ["governments"], objects ["border"];
    urged_ones_are_the_subject: "The court urged the government to free the prisoners.", "free",
        subjects ["government"], objects ["prisoners"];
}

#[test]
fn passives_have_agents() {
    with_tree(
        "The convoy was attacked near the city by rebels.",
        |tree, token, words| {
            let clause = Clause::read(tree, token("attacked"));
            assert!(clause.is_passive);
            assert_eq!(words(&clause.subjects), ["convoy"]);
            assert_eq!(words(&clause.agents), ["rebels"]);
            assert_eq!(words(&clause.obliques), ["city"]);
        },
    );
}

#[test]
fn negation_is_seen() {
    with_tree("The minister did not sign the treaty.", |tree, token, _| {
        assert!(Clause::read(tree, token("sign")).is_negated);
    });
}

#[test]
fn tags_tell_part_and_form() {
    with_tree("The leaders signed the agreement quickly.", |tree, token, _| {
        assert_eq!(tree.tag(token("leaders")).part, PartOfSpeech::Noun);
        assert_eq!(tree.tag(token("leaders")).form, WordForm::PluralNoun);
        assert_eq!(tree.tag(token("signed")).form, WordForm::Past);
        assert_eq!(tree.tag(token("quickly")).part, PartOfSpeech::Adverb);
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Any text gets a tree: each word has one head, and every way up ends at a root.
    #[test]
    fn every_way_up_ends_at_a_root(text in "[A-Za-z,.!?\"' é中0-9-]{1,200}") {
        let document = segmented(&text);
        let trees = Trees::new(&document, models(), SyntaxBuffers::default());
        for (index, sentence) in document.sentences.iter().enumerate() {
            let tree = trees.of_sentence(index);
            for token in sentence.tokens.clone() {
                let mut at = Some(token);
                let mut steps = 0;
                while let Some(word) = at {
                    prop_assert!(sentence.tokens.contains(&word));
                    at = tree.head(word);
                    steps += 1;
                    prop_assert!(steps <= sentence.tokens.len(), "a cycle");
                }
            }
        }
    }
}

/// Sentences made of a few words, with the trees that a grammar of one rule gives them.
fn small_treebank() -> Treebank {
    let mut text = String::new();
    for (subject, verb) in [
        ("Talks", "resumed"),
        ("Sanctions", "ended"),
        ("Ministers", "met"),
        ("Rebels", "fled"),
    ] {
        for (adverb, number) in [("today", 1), ("again", 2), ("quietly", 3), ("early", 4), ("late", 5)] {
            text.push_str(&format!(
                "1\t{subject}\t_\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n\
                 2\t{verb}\t_\tVERB\tVBD\t_\t0\troot\t_\t_\n\
                 3\t{adverb}\t_\tADV\tRB\t_\t2\tadvmod\t_\t_\n\
                 4\t.\t_\tPUNCT\t.\t_\t2\tpunct\t_\tsentence={number}\n\n"
            ));
        }
    }
    Treebank::parse(&text, "small").expect("the treebank is well formed")
}

fn small_model(seed: u64, with_trees: bool) -> SyntaxModel {
    let shape = Shape {
        width: 8,
        squeezed: 8,
        slot_squeezed: 8,
        hidden: 16,
        dropped_inputs: 0.0,
        dropped_layers: 0.0,
        dropped_hidden: 0.0,
        ..Shape::default()
    };
    let training = SyntaxTraining {
        shape,
        epochs: 60,
        seed,
        with_trees,
    };
    train_syntax(
        &small_treebank(),
        &models().clusters,
        &models().vectors,
        &training,
        |_, _, _| {},
    )
}

#[test]
fn a_model_learns_its_treebank_and_comes_back_from_its_file() {
    let model = small_model(1, true);
    let report = evaluate_trees(&model, models().lexicon(), &small_treebank());
    assert_eq!(
        (report.parts, report.arcs),
        (report.words, report.words),
        "{}",
        report.to_line()
    );
    let bytes = model.encode().expect("the model can be packed");
    assert!(SyntaxModel::decode(&bytes, "x").expect("the file is whole") == model);
    for damaged in [&bytes[..bytes.len() - 1], &bytes[..20], b"other".as_slice()] {
        assert!(SyntaxModel::decode(damaged, "x").is_err());
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let bytes = |seed| small_model(seed, false).encode().expect("the model can be packed");
    assert!(bytes(1) == bytes(1));
    assert!(bytes(1) != bytes(2));
}
