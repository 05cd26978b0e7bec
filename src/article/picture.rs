//! The pictures of an article: where each is from, the words that stand for it, and its place in
//! the text. A picture is never read here: that is for whoever shows it.

use std::sync::Arc;

use crate::article::Article;
use crate::article::fold::fold;

/// A picture of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Where it is from, as the page states it: a link, or the picture itself (`data:`, RFC 2397).
    pub source: Arc<str>,
    /// The words that stand for it, on one line and safe to show; empty where the page has none.
    pub alt: String,
    /// The block of the document that it stands before; the number of blocks at the end.
    pub before_block: usize,
}

/// The most pictures of an article that are kept.
pub(crate) const MOST: usize = 500;

impl Article {
    /// The words that stand for a picture; none where the page has none, or says the same under it.
    pub fn words_for<'a>(&self, picture: &'a Picture) -> Option<&'a str> {
        let block = self.document.blocks().get(picture.before_block);
        let below = block.map_or("", |block| self.document.text(block));
        let alt = picture.alt.as_str();
        let is_said = || fold(below).contains(&fold(alt));
        (!alt.is_empty() && !is_said()).then_some(alt)
    }

    /// What stands in the place of a picture that is not shown.
    pub fn in_place_of(&self, picture: &Picture) -> String {
        let word = self.word_for_picture();
        match self.words_for(picture) {
            Some(words) => format!("[{word}: \u{2068}{words}\u{2069}]"),
            None => format!("[{word}]"),
        }
    }

    /// What a picture is called in the language of the article, where that is known here.
    pub fn word_for_picture(&self) -> &'static str {
        match self.language.unwrap_or_default() {
            "ar" => "صورة",
            "fa" | "ur" => "تصویر",
            "he" => "תמונה",
            "de" => "Bild",
            "fr" => "image",
            "es" => "imagen",
            "tr" => "görsel",
            _ => "picture",
        }
    }

    /// The pictures that stand before a block, or at the end.
    pub fn pictures_before(&self, block_idx: usize) -> &[Picture] {
        let first = |block_idx| {
            let is_before = |picture: &Picture| picture.before_block < block_idx;
            self.pictures.partition_point(is_before)
        };
        &self.pictures[first(block_idx)..first(block_idx + 1)]
    }
}
