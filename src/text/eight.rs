//! Eight bytes of a text as one number: a few steps say of all of them what would take a look at each.

/// Eight bytes of a text, the first of them the lowest.
#[derive(Clone, Copy)]
pub(crate) struct Eight(u64);

/// The highest bit of each.
const HIGHEST: u64 = each(0x80);

const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

impl Eight {
    /// The first of a text; behind its end stand zeros.
    #[inline]
    pub(crate) fn of(text: &[u8]) -> Self {
        Self(u64::from_le_bytes(match text.first_chunk() {
            Some(eight) => *eight,
            None => std::array::from_fn(|idx| text.get(idx).copied().unwrap_or_default()),
        }))
    }

    /// How many letters of ASCII they begin with; and those in small letters, zeros behind them.
    #[inline]
    pub(crate) fn letters(self) -> (usize, u64) {
        let small = self.0 | each(b' ');
        let low = small & !HIGHEST;
        let is_before_a = !(low + each(0x80 - b'a'));
        let is_behind_z = low + each(0x7F - b'z');
        let others = (is_before_a | is_behind_z | small) & HIGHEST;
        let first = others & others.wrapping_neg();
        let n_letters = others.trailing_zeros() as usize / 8;
        (n_letters, small & (first >> 7).wrapping_sub(1))
    }

    /// A bit for each byte of a block that is a space, the lowest for the first.
    #[inline]
    pub(crate) fn spaces_among(block: &[u8; 64]) -> u64 {
        let (eights, _) = block.as_chunks::<8>();
        let spaces = eights.iter().map(|eight| Self::of(eight).spaces());
        spaces.rev().fold(0, |all, spaces| all << 8 | spaces)
    }

    /// A bit for each that is a space, the lowest for the first.
    #[inline]
    fn spaces(self) -> u64 {
        let with = self.0 ^ each(b' ');
        // A byte that is not zero now either has its highest bit or is carried into it.
        let spaces = !(((with & !HIGHEST) + each(0x7F)) | with) & HIGHEST;
        (spaces >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_and_the_spaces_of_eight_bytes_are_found() {
        for byte in 0..=u8::MAX {
            for place in 0..8 {
                let mut bytes = *b"ZzaAqQxX";
                bytes[place] = byte;
                let n_letters = match byte.is_ascii_alphabetic() {
                    true => 8,
                    false => place,
                };
                let mut small = bytes;
                small.make_ascii_lowercase();
                small[n_letters..].fill(0);
                let letters = (n_letters, u64::from_le_bytes(small));
                assert_eq!(Eight::of(&bytes).letters(), letters, "{bytes:?}");
                let mut bytes = *b" a  !\0  ";
                bytes[place] = byte;
                let is_space = |at: &usize| bytes[*at] == b' ';
                let spaces: u64 = (0..8).filter(is_space).map(|at| 1 << at).sum();
                assert_eq!(Eight::of(&bytes).spaces(), spaces, "{bytes:?}");
            }
        }
        let end = Eight::of(b"a b");
        assert_eq!((end.letters().0, end.spaces()), (1, 0b10));
        assert_eq!(Eight::of(b"").letters(), (0, 0));
    }
}
