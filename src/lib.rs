//! Genosieve answers one question exactly: **for each entry of a panel, does this file record that
//! this sample carries it?**
//!
//! A panel is a set of alleles on one genome build, from seventeen to all of `ClinVar`
//! ([`panel`]). A file is a VCF, plain, gzip or BGZF ([`input`]). A screen pushes the bytes of the
//! file through and answers with a report ([`screen`], [`report`]): for each entry and sample one of
//! six states, with reasons ([`kernel`]). No record is never "not carried".
//!
//! The core does no input or output of its own: whoever holds the bytes pushes them.
//!
//! ```
//! use std::sync::Arc;
//! use genosieve::panel::{BuildOptions, PanelBuilder};
//! use genosieve::screen::{Screen, ScreenOptions};
//!
//! let source = "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n\
//!               12\t111803962\trs671\tG\tA\t.\t.\t.\n";
//! let mut builder = PanelBuilder::new(BuildOptions { name: "one".into(), ..BuildOptions::default() });
//! builder.push(source.as_bytes())?;
//! builder.source_done()?;
//! let panel = Arc::new(builder.finish()?);
//!
//! let genome = "##fileformat=VCFv4.2\n##reference=GRCh38\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\n\
//!               chr12\t111803962\t.\tG\tA\t50\tPASS\t.\tGT:GQ\t0/1:99\n";
//! let mut screen = Screen::new(panel, ScreenOptions::default());
//! screen.push(genome.as_bytes())?;
//! let report = screen.finish()?;
//! assert_eq!(report.summary[0].carried, 1);
//! # Ok::<(), genosieve::error::Error>(())
//! ```

pub mod allele;
mod cells;
pub mod cohort;
pub mod error;
pub mod family;
pub mod genome;
pub mod genotype;
pub mod input;
mod json;
pub mod kernel;
// What the target compares in one step.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[path = "simd/simd128.rs"]
mod lanes;
#[cfg(target_arch = "x86_64")]
#[path = "simd/sse2.rs"]
mod lanes;
pub mod messages;
mod order;
pub mod panel;
pub mod report;
pub mod screen;
mod short;
mod simd;
#[cfg(not(any(target_arch = "x86_64", all(target_arch = "wasm32", target_feature = "simd128"))))]
use simd::scalar as lanes;
#[cfg(all(
    target_arch = "wasm32",
    any(feature = "wasm-screen", feature = "wasm-compile", feature = "wasm-describe", feature = "wasm-export")
))]
pub mod wasm;

/// Whether the target may have an instruction for CRC-32, which is found out as it runs.
const CRC_INSTRUCTIONS: bool = cfg!(not(target_arch = "wasm32"));
