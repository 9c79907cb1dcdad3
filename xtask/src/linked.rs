//! What the parts of a linked module refer to, as the linker notes it down with `--emit-relocs`.
//!
//! [Linking conventions](https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md): a symbol is a
//! function or a piece of data, a relocation a place that holds the number or the address of one.

use std::collections::BTreeMap;
use std::ops::Range;

use wasmparser::{
    CustomSectionReader, DataKind, ExternalKind, FunctionBody, KnownCustom, Linking, LinkingSectionReader, Operator,
    Parser, Payload, RelocSectionReader, RelocationType, SymbolFlags, SymbolInfo, TypeRef,
};

use crate::Result;

/// A linked module. Places are bytes of its file.
#[derive(Default)]
pub(crate) struct Linked<'a> {
    pub(crate) bodies: Vec<FunctionBody<'a>>,
    pub(crate) symbols: Vec<Symbol<'a>>,
    /// The symbol that each place refers to.
    pub(crate) references: BTreeMap<usize, usize>,
    /// Bodies and symbols that others than the module itself refer to.
    pub(crate) exported: Vec<usize>,
    pub(crate) kept: Vec<usize>,
    /// Functions without a body, which are numbered first.
    imported: usize,
    code: usize,
    data: usize,
    segments: Vec<Range<usize>>,
}

/// What has a name for the linker.
pub(crate) enum Symbol<'a> {
    /// The name and the number of the body.
    Function(&'a str, usize),
    /// Where the bytes are.
    Data(Range<usize>),
    Other,
}

impl<'a> Linked<'a> {
    pub(crate) fn read(module: &'a [u8]) -> Result<Self> {
        let mut linked = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            linked.take(payload?)?;
        }
        if linked.symbols.is_empty() || linked.references.is_empty() {
            return Err("the linker noted down nothing: it needs --emit-relocs".into());
        }
        Ok(linked)
    }

    fn take(&mut self, payload: Payload<'a>) -> Result {
        match payload {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    self.imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    self.exported.extend(self.body(export.index).filter(|_| export.kind == ExternalKind::Func));
                }
            }
            Payload::CodeSectionStart { range, .. } => self.code = range.start,
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::DataSection(segments) => {
                self.data = segments.range().start;
                for segment in segments {
                    let segment = segment?;
                    let DataKind::Active { .. } = segment.kind else { return Err("a passive segment".into()) };
                    self.segments.push(segment.range.end - segment.data.len()..segment.range.end);
                }
            }
            Payload::CustomSection(custom) => self.custom(&custom)?,
            _ => {}
        }
        Ok(())
    }

    fn custom(&mut self, custom: &CustomSectionReader<'a>) -> Result {
        match (custom.as_known(), custom.name()) {
            (KnownCustom::Linking(linking), _) => self.symbols_of(&linking),
            (KnownCustom::Reloc(places), "reloc.CODE") => self.places(self.code, &places),
            (KnownCustom::Reloc(places), "reloc.DATA") => self.places(self.data, &places),
            _ => Ok(()),
        }
    }

    fn symbols_of(&mut self, linking: &LinkingSectionReader<'a>) -> Result {
        for part in linking.subsections() {
            let Linking::SymbolTable(symbols) = part? else { continue };
            for symbol in symbols {
                let (flags, symbol) = self.symbol(symbol?)?;
                if flags.contains(SymbolFlags::NO_STRIP) {
                    self.kept.push(self.symbols.len());
                }
                self.symbols.push(symbol);
            }
        }
        Ok(())
    }

    fn symbol(&self, symbol: SymbolInfo<'a>) -> Result<(SymbolFlags, Symbol<'a>)> {
        Ok(match symbol {
            SymbolInfo::Func { flags, index, name } => {
                let function = |body| Symbol::Function(name.unwrap_or_default(), body);
                (flags, self.body(index).map_or(Symbol::Other, function))
            }
            // Those without bytes are limits of the memory.
            SymbolInfo::Data { flags, symbol: Some(at), .. } if at.size > 0 => {
                let segment = self.segments.get(at.index as usize).ok_or("a symbol in no segment")?;
                let from = segment.start + at.offset as usize;
                (flags, Symbol::Data(from..from + at.size as usize))
            }
            SymbolInfo::Data { flags, .. }
            | SymbolInfo::Global { flags, .. }
            | SymbolInfo::Section { flags, .. }
            | SymbolInfo::Event { flags, .. }
            | SymbolInfo::Table { flags, .. } => (flags, Symbol::Other),
        })
    }

    fn places(&mut self, section: usize, places: &RelocSectionReader<'a>) -> Result {
        for place in places.entries() {
            let place = place?;
            // Types have no symbols.
            if place.ty != RelocationType::TypeIndexLeb {
                self.references.insert(section + place.offset as usize, place.index as usize);
            }
        }
        Ok(())
    }

    /// The body of a function, by the function's number.
    fn body(&self, function: u32) -> Option<usize> {
        (function as usize).checked_sub(self.imported)
    }

    /// Places from which on a body does nothing but call one of these functions: from there to the call.
    pub(crate) fn before_calls(&self, body: &FunctionBody<'a>, called: &[bool]) -> Result<Vec<Range<usize>>> {
        let mut found = Vec::new();
        let mut from = None;
        for operator in body.get_operators_reader()?.into_iter_with_offsets() {
            let (operator, at) = operator?;
            match operator {
                Operator::Call { function_index } => {
                    let is_called = self.body(function_index).is_some_and(|body| called[body]);
                    found.extend(from.take().filter(|_| is_called).map(|from| from..at));
                }
                Operator::CallIndirect { .. }
                | Operator::Block { .. }
                | Operator::Loop { .. }
                | Operator::If { .. }
                | Operator::Else
                | Operator::End
                | Operator::Br { .. }
                | Operator::BrIf { .. }
                | Operator::BrTable { .. }
                | Operator::Return
                | Operator::Unreachable => from = None,
                _ => from = from.or(Some(at)),
            }
        }
        Ok(found)
    }
}
