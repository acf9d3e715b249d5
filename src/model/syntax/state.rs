//! A configuration of the arc-hybrid transition system: stack, buffer front and the tree so far.

/// "No such node" in features and trees.
pub const NONE: u16 = u16::MAX;

/// Index of a relation in a model's label list.
pub type RelationIndex = u8;

/// The three moves (Kuhlmann, Gómez-Rodríguez and Satta 2011). The artificial root stands behind the
/// last word, so that the root word is attached by a `Left` move like any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Push the buffer front.
    Shift,
    /// Attach the stack top to the buffer front and pop it.
    Left(RelationIndex),
    /// Attach the stack top to the word below it and pop it.
    Right(RelationIndex),
}

/// What the features need of a node's children.
#[derive(Clone, Copy, Debug)]
pub struct Children {
    pub leftmost: u16,
    pub second_left: u16,
    pub rightmost: u16,
    pub second_right: u16,
    pub left_count: u8,
    pub right_count: u8,
}

const CHILDLESS: Children = Children {
    leftmost: NONE,
    second_left: NONE,
    rightmost: NONE,
    second_right: NONE,
    left_count: 0,
    right_count: 0,
};

/// Reused from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Number of words; also the index of the artificial root.
    pub len: u16,
    /// Buffer front.
    pub front: u16,
    pub stack: Vec<u16>,
    pub heads: Vec<u16>,
    pub relations: Vec<RelationIndex>,
    pub children: Vec<Children>,
}

impl State {
    /// Starts a sentence of `len` words.
    pub fn start(&mut self, len: usize) {
        self.len = u16::try_from(len).expect("sentences are cut before u16::MAX words");
        self.front = 0;
        self.stack.clear();
        self.heads.clear();
        self.heads.resize(len, NONE);
        self.relations.clear();
        self.relations.resize(len, 0);
        self.children.clear();
        self.children.resize(len + 1, CHILDLESS);
    }

    pub fn is_finished(&self) -> bool {
        self.front == self.len && self.stack.is_empty()
    }

    pub fn can_shift(&self) -> bool {
        self.front < self.len
    }

    /// Only one word may hang on the root: the last one on the stack.
    pub fn can_left(&self) -> bool {
        !self.stack.is_empty() && (self.front < self.len || self.stack.len() == 1)
    }

    pub fn can_right(&self) -> bool {
        self.stack.len() >= 2
    }

    /// The `depth`th word from the top of the stack, or [`NONE`].
    #[inline]
    pub fn stack_at(&self, depth: usize) -> u16 {
        match self.stack.len().checked_sub(depth + 1) {
            Some(place) => self.stack[place],
            None => NONE,
        }
    }

    /// The `ahead`th word of the buffer, the artificial root included, or [`NONE`].
    #[inline]
    pub fn buffer_at(&self, ahead: u16) -> u16 {
        let place = self.front + ahead;
        if place <= self.len { place } else { NONE }
    }

    pub fn apply(&mut self, step: Move) {
        match step {
            Move::Shift => {
                self.stack.push(self.front);
                self.front += 1;
            }
            Move::Left(relation) => {
                if let Some(child) = self.stack.pop() {
                    self.attach(self.front, child, relation);
                }
            }
            Move::Right(relation) => {
                if let (Some(child), Some(&head)) = (self.stack.pop(), self.stack.last()) {
                    self.attach(head, child, relation);
                }
            }
        }
    }

    fn attach(&mut self, head: u16, child: u16, relation: RelationIndex) {
        self.heads[child as usize] = head;
        self.relations[child as usize] = relation;
        let children = &mut self.children[head as usize];
        if child < head {
            if children.leftmost == NONE || child < children.leftmost {
                children.second_left = children.leftmost;
                children.leftmost = child;
            }
            children.left_count = children.left_count.saturating_add(1);
        } else {
            if children.rightmost == NONE || child > children.rightmost {
                children.second_right = children.rightmost;
                children.rightmost = child;
            }
            children.right_count = children.right_count.saturating_add(1);
        }
    }
}
