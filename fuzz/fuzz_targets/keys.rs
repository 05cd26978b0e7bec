//! Any bytes from the terminal: keys, the mouse, its answers. The decoder is no part of the library's interface, so it is built
//! in here from its source.

#![no_main]

#[allow(dead_code)]
#[path = "../../src/term"]
mod term {
    pub(crate) mod answer;
    pub(crate) mod background;
    pub(crate) mod error;
    pub(crate) mod event;
    pub(crate) mod keys;
    pub(crate) mod mouse;
    pub(crate) mod profile;
    pub(crate) mod sequence;

    pub(crate) use error::Error;
}

use libfuzzer_sys::fuzz_target;
use term::{
    event::{Event, KeyCode},
    keys::Decoder,
};

fuzz_target!(|data: &[u8]| {
    let Some((&len, bytes)) = data.split_first() else {
        return;
    };
    let whole = events(bytes.chunks(bytes.len().max(1)));
    assert_eq!(events(bytes.chunks(usize::from(len).max(1))), whole);
    for event in whole {
        match event {
            Event::Key(key) => {
                assert!(!key.to_string().is_empty());
                match key.code {
                    KeyCode::Char(c) => {
                        assert!(!c.is_control() && !key.shift, "{key:?}");
                        assert!(!key.ctrl || c.to_lowercase().eq([c]), "{key:?}");
                    }
                    KeyCode::BackTab => assert!(!key.shift, "{key:?}"),
                    KeyCode::F(number) => assert!(number > 0),
                    _ => {}
                }
            }
            Event::Paste(text) => assert!(!text.contains('\r')),
            // The mouse and the answers of the terminal come the same way.
            _ => {}
        }
    }
});

fn events<'a>(reads: impl Iterator<Item = &'a [u8]>) -> Vec<Event> {
    let mut decoder = Decoder::default();
    let mut events = Vec::new();
    for read in reads {
        decoder.feed(read, &mut events);
    }
    decoder.give_up(&mut events);
    assert_eq!(decoder.patience_ms(), None);
    events
}
