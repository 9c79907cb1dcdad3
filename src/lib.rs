//! Genosieve.

pub mod allele;
pub mod error;
pub mod genome;
pub mod messages;
