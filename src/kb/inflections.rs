//! Words of the rules → the keys of their forms, each word inflected once however many rules name it.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::grammar::Forms;
use super::morphology::Morphology;
use crate::text::fold_key;

/// The forms of words, by folded key (`text::fold_key`), remembered while the rules are read.
pub(super) struct Inflections<'m> {
    morphology: &'m Morphology,
    verbs: RefCell<FxHashMap<String, VerbKeys>>,
    plurals: RefCell<FxHashMap<String, u64>>,
}

type VerbKeys = Rc<[(u64, Forms)]>;

impl<'m> Inflections<'m> {
    pub fn new(morphology: &'m Morphology) -> Self {
        Self {
            morphology,
            verbs: RefCell::default(),
            plurals: RefCell::default(),
        }
    }

    /// The keys of all forms of a verb, base form first.
    pub fn verb(&self, lemma: &str) -> VerbKeys {
        if let Some(known) = self.verbs.borrow().get(lemma) {
            return known.clone();
        }
        let keys: VerbKeys = self.verb_keys(lemma).into();
        self.verbs.borrow_mut().insert(lemma.to_owned(), keys.clone());
        keys
    }

    fn verb_keys(&self, lemma: &str) -> Vec<(u64, Forms)> {
        let forms = self.morphology.verb(lemma);
        let past = Forms::PAST.with(Forms::PARTICIPLE);
        let variants = forms.variants.iter();
        let variants = variants.map(|(word, is_gerund)| (word, if *is_gerund { Forms::GERUND } else { past }));
        let main = [
            (&forms.base, Forms::BASE),
            (&forms.third, Forms::THIRD),
            (&forms.gerund, Forms::GERUND),
            (&forms.past, Forms::PAST),
            (&forms.participle, Forms::PARTICIPLE),
        ];
        let all = main.into_iter().chain(variants);
        all.map(|(word, form)| (fold_key(word), form)).collect()
    }

    pub fn plural(&self, noun: &str) -> u64 {
        if let Some(&known) = self.plurals.borrow().get(noun) {
            return known;
        }
        let key = fold_key(&self.morphology.plural(noun));
        self.plurals.borrow_mut().insert(noun.to_owned(), key);
        key
    }

    /// A word with its plural and verb forms: condition lists name lemmas.
    pub fn all(&self, word: &str) -> Vec<u64> {
        const MAIN_FORMS: usize = 5;
        let verb = self.verb(word);
        let forms = verb.iter().take(MAIN_FORMS).map(|&(key, _)| key);
        [fold_key(word), self.plural(word)].into_iter().chain(forms).collect()
    }
}
