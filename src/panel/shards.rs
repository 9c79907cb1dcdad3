//! A panel in shards, for screens of a part each.

use super::store::Panel;

impl Panel {
    /// Regions, as a [`Filter`](super::Filter) takes them, of about so many shards with about as many entries each. Every
    /// entry lies in one shard and no other: a contig is cut in front of an entry that no REF before reaches. So there are
    /// fewer shards where there are fewer such places.
    #[must_use]
    pub fn shards(&self, number: usize) -> Vec<Vec<String>> {
        let (mut shards, mut shard) = (Vec::new(), Vec::new());
        let ends = |shards: &Vec<Vec<String>>, entries: usize| entries * number >= self.len() * (shards.len() + 1);
        for contig in (0_u16..).take(self.contigs().len()) {
            let name = &self.contigs()[usize::from(contig)].name;
            let entries = self.contig_entries(contig);
            let (mut first, mut last) = (1, 0);
            for id in entries.clone() {
                if id > entries.start && last < self.pos(id) && ends(&shards, id as usize) {
                    shard.push(format!("{name}:{first}-{}", self.pos(id) - 1));
                    shards.push(std::mem::take(&mut shard));
                    first = self.pos(id);
                }
                last = last.max(self.last(id));
            }
            if entries.is_empty() {
                continue;
            }
            shard.push(if first == 1 { name.clone() } else { format!("{name}:{first}-{last}") });
            if ends(&shards, entries.end as usize) {
                shards.push(std::mem::take(&mut shard));
            }
        }
        if !shard.is_empty() {
            shards.push(shard);
        }
        shards
    }
}
