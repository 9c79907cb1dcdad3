//! The last line of a file that is cut off: it is not read.
//!
//! What is left of it may read as a record that nobody wrote: of `1/0` a cut leaves `1`. So the end of a file
//! hands over its lines one behind the other, and the last one once it is known how the file ends.

use super::scan::Scan;
use crate::error::Error;
use crate::input::record::LineFault;
use crate::input::{End, LineSink, Lines, Marks};

/// The reason of a last line without a terminator, in a file whose end is not there.
pub(super) const CUT_OFF: &str = "cut_off";

/// The line that was handed over last.
struct Held {
    number: u64,
    line: Vec<u8>,
    marks: Marks,
}

/// Hands on each line when the next one comes.
struct Behind<'a> {
    scan: &'a mut Scan,
    held: Option<Held>,
}

impl Behind<'_> {
    fn hand_on(&mut self) -> Result<(), Error> {
        let Some(Held { number, line, marks }) = self.held.take() else { return Ok(()) };
        self.scan.line(number, &line, &marks)
    }
}

impl LineSink for Behind<'_> {
    fn line(&mut self, number: u64, line: &[u8], marks: &Marks) -> Result<(), Error> {
        self.hand_on()?;
        self.held = Some(Held { number, line: line.to_vec(), marks: *marks });
        Ok(())
    }

    fn fault(&mut self, number: u64, fault: LineFault, line: &[u8]) -> Result<(), Error> {
        self.hand_on()?;
        self.scan.fault(number, fault, line)
    }
}

impl Scan {
    /// Ends the text.
    ///
    /// # Errors
    ///
    /// As [`Lines::finish`].
    pub(super) fn finish(&mut self, lines: &mut Lines) -> Result<End, Error> {
        let mut behind = Behind { scan: self, held: None };
        let end = lines.finish(&mut behind)?;
        if end.complete || !lines.unterminated() {
            behind.hand_on()?;
        } else if let Some(Held { number, line, .. }) = behind.held {
            self.accounting.skip(CUT_OFF, number, &line);
        }
        Ok(end)
    }
}
