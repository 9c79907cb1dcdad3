#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| genosieve_fuzz::bcf::run(data));
