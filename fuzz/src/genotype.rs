//! GT values.

use genosieve::genotype::Genotype;

/// A genotype is read as the grammar has it, and what is asked of it agrees with its alleles.
pub fn run(data: &[u8]) {
    let found = Genotype::parse(data);
    let expected = naive(data);
    assert_eq!(found.as_ref().map(Genotype::alleles), expected.as_deref());
    let Some(genotype) = found else { return };
    let alleles = genotype.alleles();
    assert_eq!(genotype.ploidy(), alleles.len());
    let called: usize =
        (0..=9999).take(usize::from(genotype.max_allele().map_or(0, |a| a + 1))).map(|a| genotype.copies(a)).sum();
    assert_eq!(called + genotype.missing(), genotype.ploidy());
    assert_eq!(genotype.is_complete(), alleles.iter().all(Option::is_some));
    assert_eq!(genotype.is_reference(), genotype.copies(0) == genotype.ploidy());
    if let Some(mask) = genotype.haplotypes(1) {
        assert_eq!(mask.count_ones() as usize, genotype.copies(1));
        assert!(genotype.ploidy() == 64 || mask >> genotype.ploidy() == 0);
    } else {
        assert!(genotype.ploidy() > 64);
    }
    let body = data.strip_prefix(b"|").or_else(|| data.strip_prefix(b"/")).unwrap_or(data);
    assert_eq!(genotype.is_phased(), body.contains(&b'|') && !body.contains(&b'/'));
    let turned: Vec<String> =
        alleles.iter().rev().map(|allele| allele.map_or_else(|| ".".into(), |a| a.to_string())).collect();
    let turned = Genotype::parse(turned.join("/").as_bytes()).expect("it is made of alleles");
    assert!(turned.same_alleles(&genotype) && genotype.same_alleles(&turned));
}

/// The same by text, character by character.
fn naive(data: &[u8]) -> Option<Vec<Option<u16>>> {
    let mut text = std::str::from_utf8(data).ok()?;
    if text.starts_with(['/', '|']) {
        text = &text[1..];
    }
    let allele = |text: &str| match text {
        "." => Some(None),
        digits if digits.len() <= 4 && digits.chars().all(|c| c.is_ascii_digit()) => digits.parse().ok().map(Some),
        _ => None,
    };
    text.split(['/', '|']).map(allele).collect()
}
