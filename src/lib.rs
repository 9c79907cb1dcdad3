//! Genosieve.

pub mod allele;
pub mod error;
pub mod genome;
pub mod genotype;
pub mod input;
pub mod messages;
pub mod panel;
