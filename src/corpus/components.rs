//! Links between numbers → connected components.

/// Union-find in which the smallest member stands for its component, so that the result does not
/// depend on the order of the links.
#[derive(Debug)]
pub(super) struct Components {
    parent: Vec<u32>,
}

impl Components {
    pub fn new(members: usize) -> Self {
        let members = u32::try_from(members).expect("row numbers of one corpus fit 32 bits");
        Self {
            parent: (0..members).collect(),
        }
    }

    /// The smallest member of the component.
    pub fn root(&mut self, member: u32) -> u32 {
        let mut root = member;
        while self.parent[root as usize] != root {
            let grandparent = self.parent[self.parent[root as usize] as usize];
            self.parent[root as usize] = grandparent;
            root = grandparent;
        }
        root
    }

    /// Joins two components.
    pub fn link(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b) as usize] = a.min(b);
    }

    /// Components of two members or more, each ascending, in the order of their smallest member.
    pub fn groups(&mut self) -> Vec<Vec<u32>> {
        let mut pairs: Vec<(u32, u32)> = (0..self.parent.len() as u32)
            .map(|member| (self.root(member), member))
            .collect();
        pairs.sort_unstable();
        pairs
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|group| group.len() > 1)
            .map(|group| group.iter().map(|&(_, member)| member).collect())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Components;

    #[test]
    fn groups_do_not_depend_on_the_order_of_links() {
        let links = [(5, 2), (7, 5), (1, 3)];
        let mut forward = Components::new(8);
        let mut backward = Components::new(8);
        links.iter().for_each(|&(a, b)| forward.link(a, b));
        links.iter().rev().for_each(|&(a, b)| backward.link(b, a));
        assert_eq!(forward.groups(), vec![vec![1, 3], vec![2, 5, 7]]);
        assert_eq!(backward.groups(), forward.groups());
        assert_eq!(forward.root(7), 2);
    }
}
