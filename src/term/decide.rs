//! Which profile a terminal needs: in, what it said of itself and what the environment says; out,
//! the profile, and why. Answers go before variables, which are handed on to terminals that start
//! other terminals. Each fact was seen in the terminal that it names unless it says otherwise.

use crate::term::{
    Error,
    answer::{Heard, SCREEN},
    chosen::{self, Chosen},
    profile::Profile,
};
use crate::text::Marks;

/// A profile and why it was chosen, in words for `akhbar doctor`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The profile to use.
    pub profile: Profile,
    /// The reason, naming the answer or the variable that decided.
    pub why: String,
    /// Whether the terminal is known; else it is worth asking what reads right.
    pub is_sure: bool,
    /// Whether the user chose it for this terminal.
    pub is_chosen: bool,
    /// Whether the terminal is through with its answers.
    pub is_through: bool,
    /// What this terminal is remembered by.
    pub terminal: String,
}

impl Decision {
    /// Whether vowel signs are shown in their places: some terminals move them, or lose letters with
    /// them. Where nothing is known they are left out.
    pub fn marks(&self) -> Marks {
        // Visual is for terminals of both kinds.
        const SAFE: [&str; 3] = ["XTerm(", "DA2 41;", "DA2 85;"];
        let is_safe = match self.profile {
            Profile::Bdsm | Profile::Konsole | Profile::Auto | Profile::Spans => true,
            Profile::Ltr => self.is_sure,
            Profile::Visual => SAFE.iter().any(|name| self.why.contains(name)),
            Profile::Mlterm | Profile::Word | Profile::Fonts | Profile::Runs => false,
        };
        if is_safe { Marks::Keep } else { Marks::Strip }
    }

    fn sure(profile: Profile, why: impl Into<String>) -> Self {
        Self {
            profile,
            why: why.into(),
            is_sure: true,
            is_chosen: false,
            is_through: false,
            terminal: String::new(),
        }
    }

    /// The same with what was chosen in place of it, if anything was.
    fn with(self, chosen: Option<Profile>, terminal: &str) -> Self {
        let Some(profile) = chosen else { return self };
        let (before, why) = (self.profile.as_str(), &self.why);
        Self {
            profile,
            why: format!("you chose it for {terminal}; else {before}, as {why}"),
            is_chosen: true,
            ..self
        }
    }

    fn unsure(profile: Profile, why: impl Into<String>) -> Self {
        Self {
            is_sure: false,
            ..Self::sure(profile, why)
        }
    }
}

impl Profile {
    /// Decides from the environment that `env` looks up, from what was chosen, and from what the
    /// terminal has said so far; fails on a bad `AKHBAR_BIDI` only, which goes before all else.
    pub fn decide(
        env: impl Fn(&str) -> Option<String>,
        heard: &Heard,
        chosen: &Chosen,
    ) -> Result<Decision, Error> {
        let set = |name: &str| env(name).filter(|value| !value.is_empty());
        let terminal = chosen::terminal(&set, heard);
        let found = match set("AKHBAR_BIDI") {
            Some(name) => Decision::sure(Self::named(&name)?, format!("AKHBAR_BIDI is {name}")),
            None => detected(&set, heard).with(chosen.of(&terminal), &terminal),
        };
        Ok(Decision {
            terminal,
            is_through: heard.is_done,
            ..found
        })
    }
}

/// What the terminal and its variables say.
fn detected(set: &impl Fn(&str) -> Option<String>, heard: &Heard) -> Decision {
    if let Some(inside) = multiplexer(set, heard) {
        return around(&inside, heard);
    }
    let decision = by_answers(set, heard).or_else(|| by_variables(set));
    decision.unwrap_or_else(|| {
        let why = match heard.is_done {
            true => "neither its answers nor a variable name a terminal that reorders",
            false => "no variable names a terminal that reorders",
        };
        Decision::unsure(Profile::Visual, why)
    })
}

/// What the terminal itself says.
fn by_answers(set: &impl Fn(&str) -> Option<String>, heard: &Heard) -> Option<Decision> {
    match heard.bidi {
        Some(1 | 2) => {
            let why = "it knows CSI 8 l (DECRQM 8)";
            return Some(Decision::sure(Profile::Bdsm, why));
        }
        Some(3 | 4) => {
            let why = "its order cannot be changed (DECRQM 8)";
            return Some(Decision::sure(Profile::Visual, why));
        }
        _ => {}
    }
    let version = heard.version.as_deref();
    let by_version = version.and_then(|version| {
        let profile = by_name(version)?;
        let why = format!("it is {version} (XTVERSION)");
        let font = heard.font.as_deref().unwrap_or_default();
        Some(match profile {
            Profile::Word if font.starts_with("DejaVuSansMono") => {
                let why = format!("{why}, with {font}, which lacks letters");
                Decision::sure(Profile::Fonts, why)
            }
            _ => Decision::sure(profile, why),
        })
    });
    by_version.or_else(|| {
        let kind = heard.kind?;
        let (profile, name) = by_kind(kind, set)?;
        let [a, b, c] = kind;
        let why = format!("it answers as {name} does (DA2 {a};{b};{c})");
        Some(Decision::sure(profile, why))
    })
}

/// By how a terminal calls itself.
fn by_name(version: &str) -> Option<Profile> {
    const NAMES: [(&str, Profile); 13] = [
        ("konsole", Profile::Konsole),
        ("kitty", Profile::Word),
        ("vte", Profile::Bdsm),
        ("mintty", Profile::Bdsm),
        ("mlterm", Profile::Mlterm),
        ("putty", Profile::Auto),
        ("xterm.js", Profile::Spans),
        ("xterm", Profile::Visual),
        ("foot", Profile::Visual),
        ("alacritty", Profile::Visual),
        ("wezterm", Profile::Visual),
        ("ghostty", Profile::Visual),
        ("iterm2", Profile::Visual),
    ];
    let version = version.to_ascii_lowercase();
    let mut names = NAMES.iter();
    names
        .find(|(name, _)| version.starts_with(name))
        .map(|(_, profile)| *profile)
}

/// By its secondary device attributes.
fn by_kind(
    kind: [u32; 3],
    set: &impl Fn(&str) -> Option<String>,
) -> Option<(Profile, &'static str)> {
    Some(match kind {
        [1, 115, _] => (Profile::Konsole, "Konsole"),
        // They share a widget; the second does not reorder.
        [0, 115, _] if set("COLORSCHEMES_DIR").is_some_and(|dir| dir.contains("QMLTermWidget")) => {
            (Profile::Visual, "cool-retro-term")
        }
        [0, 115, _] => (Profile::Runs, "qterminal"),
        [24, 279, _] => (Profile::Mlterm, "mlterm"),
        [0, 136, _] => (Profile::Auto, "PuTTY"),
        [0, 276, _] => (Profile::Spans, "xterm.js"),
        [1, 4000, _] => (Profile::Word, "kitty"),
        [77, _, _] => (Profile::Bdsm, "mintty"),
        [61 | 65, FIRST_VTE..=99_99, _] => (Profile::Bdsm, "VTE"),
        [41, _, _] => (Profile::Visual, "xterm"),
        [85, _, _] => (Profile::Visual, "urxvt"),
        [1, 10_000..=19_999, _] => (Profile::Visual, "foot"),
        [0, 1_000..=9_999, 1] => (Profile::Visual, "alacritty"),
        [64, 0, 0] => (Profile::Visual, "zutty"),
        _ => return None,
    })
}

/// VTE 0.58, the first that reorders and the first that can be told not to.
const FIRST_VTE: u32 = 5800;

/// By variables that terminals set.
fn by_variables(set: &impl Fn(&str) -> Option<String>) -> Option<Decision> {
    if let Some(version) = set("VTE_VERSION")
        && let Ok(number) = version.parse::<u32>()
    {
        return Some(match number >= FIRST_VTE {
            true => Decision::sure(
                Profile::Bdsm,
                format!("VTE_VERSION is {version}: VTE obeys CSI 8 l"),
            ),
            false => Decision::sure(
                Profile::Visual,
                format!("VTE_VERSION is {version}: VTE before 0.58 does not reorder"),
            ),
        });
    }
    // From its documentation, and unsure: Apple's Terminal reorders rows.
    const VALUES: [(&str, &str, Profile); 7] = [
        ("TERM_PROGRAM", "vscode", Profile::Spans),
        ("TERM_PROGRAM", "mintty", Profile::Bdsm),
        ("TERM_PROGRAM", "Apple_Terminal", Profile::Ltr),
        ("TERM", "xterm-kitty", Profile::Word),
        ("TERM", "mlterm", Profile::Mlterm),
        ("TERM", "foot", Profile::Visual),
        ("TERM", "alacritty", Profile::Visual),
    ];
    for (name, value, profile) in VALUES {
        if set(name).as_deref() == Some(value) {
            let why = format!("{name} is {value}");
            let is_sure = profile != Profile::Ltr;
            return Some(Decision {
                is_sure,
                ..Decision::sure(profile, why)
            });
        }
    }
    const NAMES: [(&str, Profile); 7] = [
        ("KONSOLE_VERSION", Profile::Konsole),
        ("MLTERM", Profile::Mlterm),
        ("KITTY_WINDOW_ID", Profile::Word),
        ("XTERM_VERSION", Profile::Visual),
        ("ALACRITTY_WINDOW_ID", Profile::Visual),
        ("WT_SESSION", Profile::Visual),
        ("TERMUX_VERSION", Profile::Visual),
    ];
    let mut names = NAMES.iter();
    let (name, profile) = names.find(|(name, _)| set(name).is_some())?;
    Some(Decision::sure(*profile, format!("{name} is set")))
}

/// The multiplexer that this runs in, and what shows that.
pub(crate) fn multiplexer(set: &impl Fn(&str) -> Option<String>, heard: &Heard) -> Option<String> {
    let version = heard.version.as_deref().unwrap_or_default();
    if version.starts_with("tmux") {
        return Some(format!("{version} (XTVERSION)"));
    }
    match heard.kind {
        Some([84, ..]) => return Some("tmux (DA2 84)".to_owned()),
        Some([SCREEN, ..]) => return Some("screen (DA2 83)".to_owned()),
        _ => {}
    }
    if set("TMUX").is_some() {
        return Some("tmux (TMUX is set)".to_owned());
    }
    if set("STY").is_some() {
        return Some("screen (STY is set)".to_owned());
    }
    let term = set("TERM")?;
    let inside = term.starts_with("tmux") || term.starts_with("screen");
    inside.then(|| format!("tmux or screen (TERM is {term})"))
}

/// What a multiplexer needs. It swallows the switches of VTE and mlterm, which reorder then; its own
/// variables are those of the terminal that started it, and say nothing of the one around it now.
fn around(inside: &str, heard: &Heard) -> Decision {
    // GNU screen hands questions on, and answers none of these but the kind for itself.
    let of_screen = Heard {
        kind: heard.kind_around,
        ..heard.clone()
    };
    let is_screen = matches!(heard.kind, Some([SCREEN, ..]));
    let by_screen = is_screen
        .then(|| by_answers(&|_| None, &of_screen))
        .flatten();
    if let Some(found) = by_screen {
        return within(inside, found);
    }
    let Some(outer) = &heard.outer else {
        let why = format!("inside {inside}, which does not say what is around it");
        return Decision::unsure(Profile::Visual, why);
    };
    let set = |name: &str| outer.variable(name);
    let Some(found) = by_answers(&set, &outer.heard()).or_else(|| by_variables(&set)) else {
        let why = format!("inside {inside}, around which no terminal that reorders is known");
        return Decision::unsure(Profile::Visual, why);
    };
    within(inside, found)
}

/// What a terminal needs with a multiplexer in between.
fn within(inside: &str, found: Decision) -> Decision {
    let profile = match found.profile {
        Profile::Bdsm => Profile::Ltr,
        Profile::Mlterm => Profile::Auto,
        profile => profile,
    };
    Decision {
        profile,
        why: format!("inside {inside}; around it: {}", found.why),
        ..found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::term::answer::{Answer, Outer};

    fn decide(env: &[(&str, &str)], answers: &[Answer]) -> Decision {
        decide_with(&Chosen::default(), env, answers)
    }

    fn decide_with(chosen: &Chosen, env: &[(&str, &str)], answers: &[Answer]) -> Decision {
        let find = |name: &str| env.iter().find(|(key, _)| *key == name);
        let mut heard = Heard::default();
        for answer in answers {
            heard.take(answer.clone());
        }
        Profile::decide(
            |name| find(name).map(|(_, value)| (*value).to_owned()),
            &heard,
            chosen,
        )
        .unwrap()
    }

    #[test]
    fn the_environment_decides_where_nothing_was_said() {
        let check = |env: &[(&str, &str)], profile, why: &str| {
            let decision = decide(env, &[]);
            assert_eq!(decision.profile, profile, "{env:?}");
            assert!(decision.why.contains(why), "{env:?}: {}", decision.why);
        };
        use Profile::{Bdsm, Konsole, Ltr, Mlterm, Spans, Visual, Word};
        check(&[], Visual, "no variable");
        check(&[("TERM", "xterm-256color")], Visual, "no variable");
        check(&[("VTE_VERSION", "7006")], Bdsm, "VTE_VERSION is 7006");
        check(&[("VTE_VERSION", "5800")], Bdsm, "VTE_VERSION is 5800");
        check(&[("VTE_VERSION", "5799")], Visual, "before 0.58");
        check(&[("VTE_VERSION", "new")], Visual, "no variable");
        check(&[("VTE_VERSION", "")], Visual, "no variable");
        check(&[("KONSOLE_VERSION", "221203")], Konsole, "KONSOLE_VERSION");
        check(&[("MLTERM", "3.9.0")], Mlterm, "MLTERM");
        check(&[("TERM", "xterm-kitty")], Word, "xterm-kitty");
        check(&[("TERM_PROGRAM", "vscode")], Spans, "vscode");
        check(&[("TERM_PROGRAM", "Apple_Terminal")], Ltr, "Apple_Terminal");
        let vte = ("VTE_VERSION", "8001");
        check(&[vte, ("TMUX", "/run/tmux-0/default,1,0")], Visual, "TMUX");
        check(&[vte, ("STY", "12.pts-0.host")], Visual, "STY");
        check(&[vte, ("TERM", "tmux-256color")], Visual, "tmux-256color");
        check(&[vte, ("TERM", "screen.xterm")], Visual, "screen.xterm");
        check(&[vte, ("AKHBAR_BIDI", "word")], Word, "AKHBAR_BIDI");
        check(&[vte, ("AKHBAR_BIDI", "")], Bdsm, "8001");
        check(&[("TMUX", "x"), ("AKHBAR_BIDI", "ltr")], Ltr, "AKHBAR_BIDI");
    }

    #[test]
    fn what_the_terminal_says_goes_before() {
        let check = |env: &[(&str, &str)], answers: &[Answer], profile, why: &str| {
            let decision = decide(env, answers);
            assert_eq!(decision.profile, profile, "{answers:?}");
            assert!(decision.why.contains(why), "{answers:?}: {}", decision.why);
            assert!(decision.is_sure, "{answers:?}");
        };
        use Profile::{Auto, Bdsm, Fonts, Konsole, Mlterm, Runs, Spans, Visual, Word};
        let kitty = Answer::Version("kitty(0.26.5)".to_owned());
        for (font, profile) in [("DejaVuSansMono", Fonts), ("FreeMono", Word)] {
            let font = Answer::Font(font.to_owned());
            check(&[], &[kitty.clone(), font], profile, "kitty(0.26.5)");
        }
        let version = |name: &str| Answer::Version(name.to_owned());
        // As they answer: the table of terminals.
        check(
            &[],
            &[Answer::Bidi(1), Answer::Kind([65, 7006, 1])],
            Bdsm,
            "DECRQM 8",
        );
        check(
            &[],
            &[Answer::Bidi(2), version("VTE(8001)")],
            Bdsm,
            "DECRQM 8",
        );
        check(&[], &[Answer::Bidi(4)], Visual, "cannot be changed");
        check(
            &[],
            &[version("XTerm(379)"), Answer::Kind([41, 379, 0])],
            Visual,
            "XTerm(379)",
        );
        check(&[], &[version("Konsole 22.12.3")], Konsole, "Konsole 22");
        check(&[], &[Answer::Kind([1, 115, 0])], Konsole, "DA2 1;115;0");
        check(&[], &[Answer::Kind([0, 115, 0])], Runs, "qterminal");
        let retro = (
            "COLORSCHEMES_DIR",
            "/usr/lib/qml/QMLTermWidget/color-schemes",
        );
        check(
            &[retro],
            &[Answer::Kind([0, 115, 0])],
            Visual,
            "cool-retro-term",
        );
        check(
            &[],
            &[Answer::Bidi(0), Answer::Kind([24, 279, 0])],
            Mlterm,
            "mlterm",
        );
        check(&[], &[Answer::Kind([0, 136, 0])], Auto, "PuTTY");
        check(
            &[],
            &[version("kitty(0.26.5)"), Answer::Bidi(0)],
            Word,
            "kitty(0.26.5)",
        );
        check(&[], &[Answer::Kind([1, 4000, 41])], Word, "kitty");
        check(&[], &[Answer::Kind([1, 11301, 0])], Visual, "foot");
        check(&[], &[Answer::Kind([0, 1700, 1])], Visual, "alacritty");
        check(&[], &[Answer::Kind([85, 95, 0])], Visual, "urxvt");
        check(&[], &[Answer::Kind([64, 0, 0])], Visual, "zutty");
        check(
            &[],
            &[Answer::Bidi(0), Answer::Kind([0, 276, 0])],
            Spans,
            "xterm.js",
        );
        // A variable that a terminal handed on to another.
        let konsole = ("KONSOLE_VERSION", "221203");
        check(&[konsole], &[version("XTerm(379)")], Visual, "XTerm");
    }

    #[test]
    fn signs_are_shown_where_no_letter_is_lost() {
        let check = |answers: &[Answer], expected| {
            let decision = decide(&[], answers);
            assert_eq!(decision.marks(), expected, "{}", decision.why);
        };
        check(&[Answer::Version("XTerm(379)".to_owned())], Marks::Keep);
        check(&[Answer::Kind([85, 95, 0])], Marks::Keep);
        check(&[Answer::Bidi(1)], Marks::Keep);
        check(&[Answer::Kind([1, 115, 0])], Marks::Keep);
        check(&[Answer::Kind([0, 136, 0])], Marks::Keep);
        check(&[Answer::Kind([1, 11301, 0])], Marks::Strip);
        check(&[Answer::Kind([1, 4000, 26])], Marks::Strip);
        check(&[Answer::Kind([24, 279, 0])], Marks::Strip);
        check(&[], Marks::Strip);
    }

    #[test]
    fn what_was_chosen_goes_before_all_but_the_variable() {
        let chosen = [("new", "auto"), ("DA2 9;9;9", "ltr"), ("XTerm", "konsole")];
        let inside = [("tmux in new", "runs"), ("plain", "word"), ("other", "?")];
        let chosen = Chosen::named(chosen.into_iter().chain(inside));
        let version = |name: &str| Answer::Version(name.to_owned());
        let check = |env: &[(&str, &str)], answers: &[Answer], profile, terminal: &str| {
            let decision = decide_with(&chosen, env, answers);
            assert_eq!(decision.profile, profile, "{answers:?}");
            assert_eq!(decision.terminal, terminal, "{answers:?}");
            let is_set = env.iter().any(|(name, _)| *name == "AKHBAR_BIDI");
            let is_chosen = profile != Profile::Visual && !is_set;
            assert_eq!(decision.is_chosen, is_chosen, "{answers:?}");
        };
        use Profile::{Auto, Konsole, Ltr, Runs, Spans, Visual, Word};
        check(&[("TERM", "plain")], &[], Word, "plain");
        check(&[("TERM", "other")], &[], Visual, "other");
        check(&[], &[version("new 1.0")], Auto, "new");
        check(&[("TERM", "plain")], &[version("new(2)")], Auto, "new");
        check(&[], &[Answer::Kind([9, 9, 9])], Ltr, "DA2 9;9;9");
        check(&[], &[version("newer 1.0")], Visual, "newer");
        // Also where the terminal is known.
        check(&[], &[version("XTerm(379)")], Konsole, "XTerm");
        let bidi = ("AKHBAR_BIDI", "spans");
        check(&[bidi], &[version("new 1.0")], Spans, "new");
        let outer = Outer {
            version: "new 7".to_owned(),
            env: Vec::new(),
            passes_through: false,
        };
        let tmux = [version("tmux 3.4"), Answer::Outer(outer)];
        check(&[], &tmux, Runs, "tmux in new");
        let screen = Answer::Kind([SCREEN, 40_900, 0]);
        check(&[], &[screen], Visual, "screen");
        let why = decide_with(&chosen, &[], &[version("XTerm(379)")]).why;
        let expected = "you chose it for XTerm; else visual, as it is XTerm(379) (XTVERSION)";
        assert_eq!(why, expected);
    }

    #[test]
    fn nothing_known_is_not_sure() {
        assert!(!decide(&[], &[]).is_sure);
        assert!(!decide(&[], &[Answer::Done { sixels: false }]).is_sure);
        assert!(!decide(&[("TMUX", "x")], &[]).is_sure);
        assert!(!decide(&[("TERM_PROGRAM", "Apple_Terminal")], &[]).is_sure);
    }

    #[test]
    fn screen_hands_questions_on() {
        let check = |answers: &[Answer], profile| {
            let screen = Answer::Kind([83, 40900, 0]);
            let answers = [&[screen], answers].concat();
            // Its own variables are not believed.
            let decision = decide(&[("VTE_VERSION", "7006"), ("STY", "1.x")], &answers);
            assert_eq!(decision.profile, profile, "{}", decision.why);
        };
        let kind = Answer::Kind;
        check(&[], Profile::Visual);
        check(&[Answer::Bidi(1), kind([65, 7006, 1])], Profile::Ltr);
        check(&[kind([65, 7006, 1])], Profile::Ltr);
        check(&[kind([41, 379, 0])], Profile::Visual);
        check(&[kind([24, 279, 0])], Profile::Auto);
        check(&[kind([1, 115, 0])], Profile::Konsole);
        check(
            &[Answer::Version("kitty(0.26.5)".to_owned())],
            Profile::Word,
        );
    }

    #[test]
    fn a_multiplexer_is_asked_for_what_is_around_it() {
        let check = |version: &str, env: &[(&str, &str)], profile| {
            let env = env
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            let outer = Outer {
                version: version.to_owned(),
                env: env.collect(),
                passes_through: false,
            };
            let answers = [
                Answer::Version("tmux 3.3a".to_owned()),
                Answer::Outer(outer),
            ];
            // Its own variables are not believed.
            let decision = decide(&[("VTE_VERSION", "7006"), ("TMUX", "x")], &answers);
            assert_eq!(decision.profile, profile, "{}", decision.why);
        };
        check("XTerm(379)", &[], Profile::Visual);
        check("", &[("VTE_VERSION", "7006")], Profile::Ltr);
        check("VTE(8001)", &[], Profile::Ltr);
        check("", &[("MLTERM", "3.9.0")], Profile::Auto);
        check("Konsole 22.12.3", &[], Profile::Konsole);
        check("kitty(0.26.5)", &[], Profile::Word);
        check("", &[("TERM", "st-256color")], Profile::Visual);
    }
}
