//! What is packed by gzip (RFC 1952) or zstd (RFC 8878) is unpacked while it is read, whatever its
//! name. How much comes out is bounded by whoever reads; that it comes from next to nothing, by
//! [`is_bomb`].

use std::io::{self, BufRead, BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

const GZIP: &[u8] = b"\x1F\x8B\x08";
const ZSTD: &[u8] = b"\x28\xB5\x2F\xFD";

/// The most bytes that zstd may look back: what its own program allows without being asked.
const WINDOW: u64 = 128 << 20;

/// Whether the first bytes are those of something packed.
pub(crate) fn is_packed(first: &[u8]) -> bool {
    first.starts_with(GZIP) || first.starts_with(ZSTD)
}

/// Whether the first bytes are those of gzip.
pub(crate) fn is_gzip(first: &[u8]) -> bool {
    first.starts_with(GZIP)
}

/// Whether so much can have been packed so small only to do harm: text becomes a tenth, a log of
/// the same line over and over a hundredth.
pub(crate) fn is_bomb(n_packed: u64, n_bytes: u64) -> bool {
    const HARMLESS: u64 = 8 << 20;
    const MOST_TIMES: u64 = 400;
    n_bytes > HARMLESS && n_bytes / MOST_TIMES > n_packed
}

/// What comes out of `input`: itself where it is not packed.
pub(crate) fn unpacked<'a>(
    mut input: impl BufRead + Send + 'a,
) -> io::Result<Box<dyn BufRead + Send + 'a>> {
    let first = input.fill_buf()?;
    if first.starts_with(GZIP) {
        return Ok(Box::new(BufReader::new(MultiGzDecoder::new(input))));
    }
    if first.starts_with(ZSTD) {
        return Ok(Box::new(BufReader::new(Frames::new(input))));
    }
    Ok(Box::new(input))
}

/// The frames of zstd, one after the other.
struct Frames<R: BufRead> {
    state: State<R>,
}

enum State<R: BufRead> {
    Between(R, FrameDecoder),
    Inside(StreamingDecoder<Begun<R>, FrameDecoder>),
    Over,
}

/// The first bytes of a frame, which tell what it is, and what comes after.
type Begun<R> = io::Chain<Cursor<Vec<u8>>, R>;

impl<R: BufRead> Frames<R> {
    fn new(input: R) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(WINDOW);
        Self {
            state: State::Between(input, decoder),
        }
    }

    /// Goes to the next frame.
    fn begin(mut input: R, decoder: FrameDecoder) -> io::Result<State<R>> {
        let mut first = Vec::new();
        input.by_ref().take(4).read_to_end(&mut first)?;
        if first.is_empty() {
            return Ok(State::Over);
        }
        // Frames of other programs' own, of any kind from 0 to 15.
        if matches!(*first, [0x50..=0x5F, 0x2A, 0x4D, 0x18]) {
            let mut length = [0; 4];
            input.read_exact(&mut length)?;
            let length = u64::from(u32::from_le_bytes(length));
            io::copy(&mut input.by_ref().take(length), &mut io::sink())?;
            return Ok(State::Between(input, decoder));
        }
        let frame = StreamingDecoder::new_with_decoder(Cursor::new(first).chain(input), decoder);
        let frame = frame.map_err(|error| io::Error::other(error.to_string()))?;
        Ok(State::Inside(frame))
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.state, State::Over) {
                State::Over => return Ok(0),
                State::Between(input, decoder) => self.state = Self::begin(input, decoder)?,
                State::Inside(mut frame) => match frame.read(out)? {
                    0 if !out.is_empty() => {
                        let (begun, decoder) = frame.into_parts();
                        self.state = State::Between(begun.into_inner().1, decoder);
                    }
                    n_read => {
                        self.state = State::Inside(frame);
                        return Ok(n_read);
                    }
                },
            }
        }
    }
}
