//! Genosieve.

pub mod allele;
pub mod error;
pub mod genome;
pub mod input;
pub mod messages;
