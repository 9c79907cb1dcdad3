//! The order of a module's functions: those that are alike side by side, where gzip sees the one from the other.
//!
//! deflate looks back 32 KB, a fourteenth of the code. What calls what does not change, nor does any instruction
//! but for the numbers that it calls functions by.

use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload};

use crate::Result;

/// Bytes that are compared at a time: an instruction or two.
const GRAM: usize = 4;
/// Different values of these that are told apart, as a power of two.
const BUCKETS: u32 = 13;
/// What more functions have in common says nothing of them.
const COMMON: usize = 60;

/// The module with its functions in another order.
pub(crate) fn alike_together(module: &[u8]) -> Result<Vec<u8>> {
    let mut bodies = Vec::new();
    let mut imported = None;
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::CodeSectionEntry(body) => bodies.push(body.range()),
            // Functions alone are: `sections` refuses others.
            Payload::ImportSection(imports) => imported = Some(imports.into_imports().count()),
            _ => {}
        }
    }
    let bodies: Vec<&[u8]> = bodies.into_iter().map(|range| &module[range]).collect();
    let order = chain(&bodies);
    let imported = u32::try_from(imported.unwrap_or_default())?;
    let mut numbers = vec![0; order.len()];
    for (number, old) in (imported..).zip(&order) {
        numbers[*old] = number;
    }
    let mut out = Module::new();
    Ordered { order, numbers, imported }.parse_core_module(&mut out, Parser::new(0), module)?;
    Ok(out.finish())
}

/// Writes a module with its functions in an order.
struct Ordered {
    /// The old place of each function that has a body.
    order: Vec<usize>,
    /// The new number of each, by its old place.
    numbers: Vec<u32>,
    imported: u32,
}

impl Reencode for Ordered {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> std::result::Result<u32, Error<Infallible>> {
        let place = function.checked_sub(self.imported);
        Ok(place.map_or(function, |place| self.numbers[place as usize]))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> std::result::Result<(), Error<Infallible>> {
        let types = section.into_iter().collect::<std::result::Result<Vec<_>, _>>()?;
        for &old in &self.order {
            functions.function(types[old]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> std::result::Result<(), Error<Infallible>> {
        let bodies = section.into_iter().collect::<std::result::Result<Vec<_>, _>>()?;
        for old in self.order.clone() {
            utils::parse_function_body(self, code, bodies[old].clone())?;
        }
        Ok(())
    }
}

/// What a function has in common with few others: a bit for each value of its grams.
#[derive(Clone)]
struct Sketch([u64; 1 << (BUCKETS - 6)]);

impl Sketch {
    fn shared(&self, other: &Self) -> u32 {
        self.0.iter().zip(&other.0).map(|(a, b)| (a & b).count_ones()).sum()
    }
}

/// From the largest function on, each time the one that has most in common with the last, for its size.
fn chain(bodies: &[&[u8]]) -> Vec<usize> {
    let sketches = sketches(bodies);
    // Roots are the same on every machine, other powers are not.
    let weight = |sketch: &Sketch| f64::from(sketch.shared(sketch) + 1).sqrt().sqrt();
    let weights: Vec<f64> = sketches.iter().map(weight).collect();
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    let mut next = (0..bodies.len()).max_by_key(|body| bodies[*body].len());
    let mut order = Vec::new();
    while let Some(last) = next {
        order.push(last);
        left.retain(|body| *body != last);
        let alike = |body: usize| f64::from(sketches[last].shared(&sketches[body])) / weights[body];
        let likeness = left.iter().map(|body| (alike(*body), *body));
        next = likeness.reduce(|best, other| if other.0 > best.0 { other } else { best }).map(|(_, body)| body);
    }
    order
}

fn sketches(bodies: &[&[u8]]) -> Vec<Sketch> {
    // Hashes that are wider than a sketch tell what is common; what is left is folded.
    let hash = |gram: &[u8]| {
        let number = gram.iter().fold(0, |number: u32, byte| number << 8 | u32::from(*byte));
        number.wrapping_mul(0x9E37_79B1) >> 12
    };
    let grams: Vec<Vec<u32>> = bodies
        .iter()
        .map(|body| {
            let mut grams: Vec<u32> = body.windows(GRAM).map(hash).collect();
            grams.sort_unstable();
            grams.dedup();
            grams
        })
        .collect();
    let mut counts = vec![0_usize; 1 << 20];
    grams.iter().flatten().for_each(|gram| counts[*gram as usize] += 1);
    let sketch = |grams: &Vec<u32>| {
        let mut sketch = Sketch([0; 1 << (BUCKETS - 6)]);
        for gram in grams.iter().filter(|gram| (2..=COMMON).contains(&counts[**gram as usize])) {
            let bit = gram & ((1 << BUCKETS) - 1);
            sketch.0[(bit >> 6) as usize] |= 1 << (bit & 63);
        }
        sketch
    };
    grams.iter().map(sketch).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_functions_come_one_behind_the_other() {
        let body = |seed: u8| -> Vec<u8> { (0..200_u8).map(|i| i.wrapping_mul(seed) ^ seed).collect() };
        let bodies = [body(3), body(7), body(11), body(3), body(11), body(7)];
        let order = chain(&bodies.each_ref().map(Vec::as_slice));
        for pair in order.chunks(2) {
            assert_eq!(bodies[pair[0]], bodies[pair[1]], "{order:?}");
        }
    }
}
