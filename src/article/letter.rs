//! A message that was copied as text out of a mail program: in, a text; out, the lines above it that say
//! who sent it, when, to whom and about what, by the names of an article's fields.

use crate::article::fields::Named;

/// The most of such lines.
const MOST_LINES: usize = 20;

/// The most bytes of what stands before the colon.
const MOST_BYTES: usize = 64;

/// What programs write before the colon, in many languages, by what it says.
const LABELS: [(&str, &str); 4] = [
    (
        "author",
        "from|von|de|da|van|från|fra|od|от|від|kimden|gönderen|من|المرسل|از|فرستنده|منجانب|\
         از طرف|מאת|dari|发件人|寄件者|差出人",
    ),
    (
        "date",
        "sent|date|gesendet|datum|envoyé|envoyé le|enviado|enviado el|enviada em|fecha|data|\
         inviato|verzonden|skickat|sendt|wysłano|отправлено|дата|надіслано|gönderildi|\
         gönderilme tarihi|tarih|تم الإرسال|أرسلت|تاريخ الإرسال|التاريخ|ارسال شده|ارسال|\
         تاریخ ارسال|تاریخ|بھیجا گیا|נשלח|תאריך|dikirim|tanggal|发送时间|日期|送信日時",
    ),
    (
        "to",
        "to|an|à|a|para|aan|till|til|do|кому|kime|إلى|الى|به|بنام|אל|kepada|收件人|宛先|\
         cc|kopie|kopia|копия|نسخة|رونوشت|עותק|抄送",
    ),
    (
        "title",
        "subject|betreff|objet|asunto|assunto|oggetto|onderwerp|ämne|emne|temat|тема|konu|\
         الموضوع|موضوع|נושא|subjek|perihal|主题|主旨|件名",
    ),
];

/// Parts such a message into its headers and the text below them; none unless sender and subject are
/// among them, and a day or a receiver.
pub(crate) fn headers(text: &str) -> Option<(Named, &str)> {
    let mut named: Named = Vec::new();
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    let mut n_kinds = [0; LABELS.len()];
    while named.len() <= MOST_LINES {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        let Some((label, value)) = line.split_once([':', '：']) else {
            break;
        };
        if label.len() > MOST_BYTES {
            break;
        }
        let (label, value) = (label.trim(), value.trim());
        let small = label.to_lowercase();
        let is_known = |(_, labels): &(&str, &str)| labels.split('|').any(|known| known == small);
        let Some(kind) = LABELS.iter().position(is_known) else {
            break;
        };
        n_kinds[kind] += 1;
        rest = after;
        let field = match LABELS[kind].0 {
            "to" => label,
            field => field,
        };
        let mut add = |name: &str, value: &str| named.push((name.into(), vec![value.into()]));
        // The address behind a name stays among what is not shown.
        match value.split_once(['<', '[']) {
            Some((name, address)) if field == "author" && !name.trim().is_empty() => {
                add(field, name.trim_matches(['"', '\'', ' ']));
                add(label, address.trim_end_matches(['>', ']']));
            }
            _ => add(field, value),
        }
    }
    let [senders, days, receivers, subjects] = n_kinds;
    let is_letter = senders == 1 && subjects == 1 && days + receivers > 0;
    (is_letter && !rest.trim().is_empty()).then_some((named, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_those_of_a_message() {
        let (named, rest) =
            headers("Von: Ann Lee <ann@a.example>\nAn: Bo\nBetreff: Ein Schiff\n\nEs fuhr.")
                .unwrap();
        let names: Vec<&str> = named.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["author", "Von", "An", "title"]);
        assert_eq!(rest, "\nEs fuhr.");
        assert!(headers("از: سارا\nبه: رضا\nموضوع: کشتی\n\nرفت.").is_some());
        for text in [
            "From: Ann Lee\nTo: Bo\n\nIt sailed.",
            "From: the sea\n\nSubject: ships",
            "التاريخ: 21/05/2024\nالموضوع: سفينة\n\nأبحرت.",
        ] {
            assert_eq!(headers(text), None, "{text:?}");
        }
    }
}
