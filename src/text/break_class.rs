//! Classes of line breaking: those of UAX 14, resolved as its LB1 has it and parted where its
//! rules ask for more than the class.

use icu_properties::{
    CodePointMapData, CodePointSetData,
    props::{ExtendedPictographic, GeneralCategory, LineBreak},
};

/// Classes of line breaking, by the names of UAX 14.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[expect(clippy::upper_case_acronyms, reason = "the names of the standard")]
pub(crate) enum Lb {
    AL,
    HL,
    NU,
    SP,
    IS,
    SY,
    BA,
    HY,
    HH,
    NS,
    EX,
    CL,
    CP,
    OP,
    QU,
    /// QU of category Pi.
    Pi,
    /// QU of category Pf.
    Pf,
    PR,
    PO,
    ID,
    /// Pictographic and not assigned, ID otherwise.
    Cn,
    /// The same, AL otherwise.
    CnAl,
    EB,
    EM,
    IN,
    B2,
    BB,
    CB,
    RI,
    GL,
    WJ,
    ZW,
    CM,
    ZWJ,
    BK,
    CR,
    LF,
    NL,
    JL,
    JV,
    JT,
    H2,
    H3,
    AK,
    AP,
    AS,
    VF,
    VI,
    /// U+25CC, AL otherwise.
    Circle,
}

/// How many classes of line breaking there are.
pub(crate) const N_LB: usize = Lb::Circle as usize + 1;

impl Lb {
    /// All classes, in the order of their numbers.
    pub(crate) const ALL: [Self; N_LB] = {
        use Lb::*;
        [
            AL, HL, NU, SP, IS, SY, BA, HY, HH, NS, EX, CL, CP, OP, QU, Pi, Pf, PR, PO, ID, Cn,
            CnAl, EB, EM, IN, B2, BB, CB, RI, GL, WJ, ZW, CM, ZWJ, BK, CR, LF, NL, JL, JV, JT, H2,
            H3, AK, AP, AS, VF, VI, Circle,
        ]
    };

    /// The class of `c`.
    pub(crate) fn of(c: char) -> Self {
        let category = CodePointMapData::<GeneralCategory>::new().get(c);
        let class = CodePointMapData::<LineBreak>::new().get(c);
        let pictographic = CodePointSetData::new::<ExtendedPictographic>().contains(c);
        match class {
            _ if c == '\u{25CC}' => Lb::Circle,
            // Infix in data that is younger than the rules (Unicode 18).
            _ if c == '\u{B7}' => Lb::AL,
            LineBreak::ID if category == GeneralCategory::Unassigned && pictographic => Lb::Cn,
            _ if category == GeneralCategory::Unassigned && pictographic => Lb::CnAl,
            LineBreak::ComplexContext => match category {
                GeneralCategory::NonspacingMark | GeneralCategory::SpacingMark => Lb::CM,
                _ => Lb::AL,
            },
            LineBreak::ConditionalJapaneseStarter => Lb::NS,
            LineBreak::Quotation => match category {
                GeneralCategory::InitialPunctuation => Lb::Pi,
                GeneralCategory::FinalPunctuation => Lb::Pf,
                _ => Lb::QU,
            },
            _ => NAMED
                .iter()
                .find(|(named, _)| *named == class)
                .map_or(Lb::AL, |(_, lb)| *lb),
        }
    }
}

/// What remains of UAX 14's classes; those that are not here are AL (LB1).
const NAMED: &[(LineBreak, Lb)] = &[
    (LineBreak::HL, Lb::HL),
    (LineBreak::NU, Lb::NU),
    (LineBreak::SP, Lb::SP),
    (LineBreak::IS, Lb::IS),
    (LineBreak::SY, Lb::SY),
    (LineBreak::BA, Lb::BA),
    (LineBreak::HY, Lb::HY),
    (LineBreak::HH, Lb::HH),
    (LineBreak::NS, Lb::NS),
    (LineBreak::EX, Lb::EX),
    (LineBreak::CL, Lb::CL),
    (LineBreak::CP, Lb::CP),
    (LineBreak::OP, Lb::OP),
    (LineBreak::PR, Lb::PR),
    (LineBreak::PO, Lb::PO),
    (LineBreak::ID, Lb::ID),
    (LineBreak::EB, Lb::EB),
    (LineBreak::EM, Lb::EM),
    (LineBreak::IN, Lb::IN),
    (LineBreak::B2, Lb::B2),
    (LineBreak::BB, Lb::BB),
    (LineBreak::CB, Lb::CB),
    (LineBreak::RI, Lb::RI),
    (LineBreak::GL, Lb::GL),
    (LineBreak::WJ, Lb::WJ),
    (LineBreak::ZW, Lb::ZW),
    (LineBreak::CM, Lb::CM),
    (LineBreak::ZWJ, Lb::ZWJ),
    (LineBreak::BK, Lb::BK),
    (LineBreak::CR, Lb::CR),
    (LineBreak::LF, Lb::LF),
    (LineBreak::NL, Lb::NL),
    (LineBreak::JL, Lb::JL),
    (LineBreak::JV, Lb::JV),
    (LineBreak::JT, Lb::JT),
    (LineBreak::H2, Lb::H2),
    (LineBreak::H3, Lb::H3),
    (LineBreak::AK, Lb::AK),
    (LineBreak::AP, Lb::AP),
    (LineBreak::AS, Lb::AS),
    (LineBreak::VF, Lb::VF),
    (LineBreak::VI, Lb::VI),
];
