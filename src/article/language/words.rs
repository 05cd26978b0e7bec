//! Languages told by their most frequent little words, for scripts that too many share for their
//! letters to tell. In, text of one script; out, a tag, or none where it is open.

use std::cmp::Ordering;
use std::sync::LazyLock;

use crate::article::language::index::{Having, Index, has, words};
use crate::text::is_letter;

/// Words looked at: some paragraphs.
pub(crate) const MOST: usize = 300;

/// Languages and their most frequent little words: at most as many as [`Having`] has bits.
pub(crate) type Words = &'static [(&'static str, &'static str)];

const LATIN: Words = &[
    (
        "en",
        "the of and to in is that for was with on by it as from are were has have which he his be at not this but had they an will would said their its",
    ),
    (
        "de",
        "der die das und ist nicht von mit den dem ein eine auf für sich des zu im auch wird werden bei nach wurde aus dass als sie er hat an wie",
    ),
    (
        "fr",
        "le la les de des et est une un du dans pour que qui sur pas par plus au avec ce il elle sont en ne se son sa ses aux cette mais ont été",
    ),
    (
        "it",
        "il di che la e è un una per non con del della le gli sono dei alla nel si da anche ha lo più come al delle ma dal questo i",
    ),
    (
        "es",
        "el la de que y los en un una las por con del se no es para su al lo como más pero sus le ha este entre fue son desde o todo toda tiene sin ser ya muy hasta cuando sobre también hay está",
    ),
    (
        "pt",
        "o a de que e do da em um uma os para com não as dos no na por mais foi ao se como mas das é pelo pela são também seu sua ou ser sem tem até sobre já muito está à ter quando toda",
    ),
    (
        "nl",
        "de het een van en in is dat op te voor met zijn niet aan er om ook als maar bij door naar uit wordt heeft hij werd deze nog",
    ),
    (
        "tr",
        "ve bir bu için ile da de olarak olan daha çok gibi kadar sonra ise ancak en ne değil göre her o tarafından var olduğu dedi",
    ),
    (
        "sv",
        "och att det som en på är av för med till den har de inte om ett men var sig från så kan han hon vi eller när under",
    ),
    (
        "da",
        "og at det som en på er af for med til den har de ikke om et men var sig fra så kan han hun vi eller blev efter også",
    ),
    (
        "nb",
        "og at det som en på er av for med til den har de ikke om et men var seg fra så kan han hun vi eller ble etter også",
    ),
    (
        "pl",
        "i w na z się nie do to że jest o jak od po przez za dla są ale oraz czy już tym który która które został był była",
    ),
    (
        "fi",
        "ja on ei se että oli hän mutta ovat joka kun niin myös ole sen mukaan kuin jos ovat tai hänen vain",
    ),
    (
        "cs",
        "a se v na je že s z o do i to by jako za pro ale po byl jsou od ve podle jeho které který bylo už",
    ),
    (
        "ro",
        "și de în a la cu pe care o nu un este din pentru să mai au că sunt al fost după prin dar ale",
    ),
    (
        "hu",
        "a az és hogy nem is egy van volt meg ez de csak már még mint el ki vagy azt szerint lesz",
    ),
    (
        "id",
        "yang dan di ini itu dengan untuk dari pada tidak dalam akan ke oleh juga sebagai telah adalah mereka ada bisa karena setiap dapat atau bahwa harus saat sudah seperti kepada serta tersebut",
    ),
    (
        "ms",
        "yang dan di ini itu dengan untuk pada tidak dalam akan ke oleh telah adalah mereka ada daripada bagi kepada atau bahawa beliau kerana boleh berkata ialah iaitu manakala kerajaan ia serta turut sebarang",
    ),
    (
        "vi",
        "và của là các trong một có cho được không người đã với này những để từ khi đến về",
    ),
    (
        "sw",
        "ya na wa kwa ni katika la za kuwa hiyo huo yake baada hii lakini alisema pia au kama cha",
    ),
    (
        "zu",
        "ukuthi futhi nokho kodwa ngoba uthe kule kulo nge uma ngemuva lapho yokuthi le lo kanye bese noma wonke umuntu abantu ukuba kumbe lokhu lokho ngaphandle njengoba nokuthi khona unelungelo ngayinye yonke zonke ukuze ngokuthi yini",
    ),
    (
        "xh",
        "kunye okanye ukuba lo le kwaye kwi yokuba ngokuphathelele ngokuba apho xa kuba into nokuba umntu yonke wonke kodwa ngamnye nangona ngaphandle kwakhona emva uthe ukuze njengoko kananjalo",
    ),
    (
        "ha",
        "da na a ya ta ba ne ga cikin kuma wannan domin wani zuwa daga cewa wajen kowa kasar yake kuwa wanda tare amma sun suka kowane ko",
    ),
    (
        "ig",
        "nke bụ ndị nwere onye dị maka nakwa mmadụ ọbụla ikike ụmụ kwesịrị n’ime n ihe ọ nọ kwa",
    ),
    (
        "yo",
        "ní àti sí fún tí àwọn pé kan náà wọn ṣe kò ènìyàn láti rẹ̀ bí gbogbo jẹ́ lọ́wọ́ kí èyí",
    ),
    (
        "rw",
        "kandi cyangwa kugira ngo umuntu uburenganzira ndetse yavuze kuri iyi uyu nta bari ariko ubwo kuko abantu mu",
    ),
    (
        "kl",
        "aamma aammalu imaluunniit pillugu pillugit tamanna taamaattumik kisianni massakkut tamarmik inuit pisinnaatitaaffeqarpoq naalagaaffik taakku",
    ),
    (
        "ca",
        "el la els les de del dels i que en a per amb un una és no al als es va ha han més com aquest aquesta seva seu també però són ser fins entre sobre ja hi",
    ),
    (
        "gl",
        "o a os as de do da dos das e que en no na nos nas un unha por para con non se como máis pola polo ao aos foi é ou súa seu tamén ata entre esta este",
    ),
    (
        "af",
        "die en van het in is nie te dat wat vir om aan met sy op hy was ook as word sal deur ’n n sê by uit na maar hulle daar kan ons hierdie",
    ),
    (
        "sk",
        "a v sa na je že s z o do i to aj ako za pre ale po bol sú od vo podľa jeho ktorý bolo už nie ktoré ktorá pri tak však bude by so",
    ),
    (
        "sl",
        "in je v na se da za so ki z tudi bi pa ne s po ni iz kot od pri do še bo bil bila bilo ali med zaradi kar če lahko ter",
    ),
    (
        "hr",
        "i je u na se da su za o od s a koji koja koje ne iz kao bi što do te će bio bila nije nakon kako samo ili rekao ali biti ima prema ovo gdje prije poslije uvijek tko svijet dvije dio vrijeme ovdje svatko nitko",
    ),
    (
        "sr",
        "i je u na se da su za o od a koji koja koje ne iz kao bi do će bio bila nije kako samo ili rekao ali biti ima prema ovo sa šta gde pre posle uvek ko svet dve deo vreme ovde svako niko",
    ),
    (
        "eo",
        "la kaj de en estas al ne kiu ke por kun oni sed aŭ tio ĉi li ili pri estis el ĝi ĉiu ĉiuj rajtas homo sia kiuj",
    ),
    (
        "uz",
        "va bu bilan uchun bir ham har yoki ega uning emas shu edi deb qilish kerak inson mumkin hamda qarshi huquqiga lozim uni",
    ),
    (
        "tk",
        "we bir bu bilen üçin ýa her hem ol öz bolan boýunça onuň hukugy bar edip şol ýaly ähli tarapyndan ýada adamyň",
    ),
    (
        "et",
        "ja on ei et oli see ka kui aga mis ning oma seda kes ta selle või siis mille ole kuid veel nii pärast välja tema nende eesti",
    ),
    (
        "lv",
        "un ir ka no ar uz par to kas tā arī bet pie lai pēc nav tas vai kā gan līdz ne šī savu jau tika bija viņa tiek",
    ),
    (
        "lt",
        "ir kad yra į su iš tai ne bei buvo o bet apie už prie dėl kaip jis savo taip jau nuo arba tik kurie ši iki po mūsų jo kuris buvo bus metų pagal per tačiau net nes gali turi būti kad kiekvienas kitų",
    ),
    (
        "sq",
        "të e në i një për dhe me që nga është së u ka si por do ishte tij janë kjo pas ky edhe më këtë duke nuk ai",
    ),
    (
        "is",
        "og að í á er sem um til við það en af var með fyrir ekki hann eru hefur þess frá þetta þá hún eftir því verið úr",
    ),
    (
        "tl",
        "ang ng sa na mga at ay si ni kay para ito hindi may nang siya kung rin niya ayon din pero noong dahil pa mula kanyang",
    ),
    (
        "eu",
        "eta da ez du dira bat dute izan zuen den ere baina dela egin egiten beste zen hori horren bere batean dituzte behar",
    ),
    (
        "az",
        "və bir bu üçün ilə də da olan olaraq edib ki onun sonra çox daha isə kimi qədər ya hər ən həm deyib olub tərəfindən",
    ),
    (
        "so",
        "oo ee ka ku iyo uu in la waa ay ah leh kale soo u waxaa waxa ma kala laga wuxuu badan dalka sida isaga lagu",
    ),
    (
        "cy",
        "y yn a i o ar yr mae ei ac gan am bod wedi oedd fod eu wrth cael gyda hefyd fel sydd un ond ddim mewn",
    ),
    (
        "ga",
        "an na agus ar a i go ag le sé is do tá bhí sin nach air seo ach mar atá leis ó bheith chun gur níl faoi",
    ),
    (
        "mt",
        "u li ta il ma fil fuq kien minn dan din għal bħala tal lil biex kif dwar hija huwa kienet jew mill dawn aktar qal",
    ),
];

const DEVANAGARI: Words = &[
    ("hi", "है के की का में और से को ने हैं पर यह भी कि नहीं एक"),
    ("mr", "आहे आणि या च्या ते व हे तर मध्ये होते नाही केली"),
    ("ne", "छ र को मा ले हो भने गरेको पनि छन् भएको"),
];

/// How many of the words of a text are little ones of its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Share {
    /// Too few to tell it, or hardly more than of another.
    Few,
    /// One in twelve.
    Some,
    /// One in eight, as there mostly are.
    Many,
}

/// Which of the languages in Latin script, and how much of it is seen.
pub(crate) fn latin(text: &str) -> Option<(&'static str, Share)> {
    static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(LATIN));
    by_words(text, LATIN, &INDEX)
}

/// Which of the languages in Devanagari.
pub(crate) fn devanagari(text: &str) -> Option<&'static str> {
    static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(DEVANAGARI));
    let told = by_words(text, DEVANAGARI, &INDEX);
    told.filter(|(_, share)| *share != Share::Few)
        .map(|(tag, _)| tag)
}

/// Whether a text in a language is told by its words.
pub(crate) fn tells(tag: &str) -> bool {
    LATIN
        .iter()
        .chain(DEVANAGARI)
        .any(|(known, _)| *known == tag)
}

/// Whether a text has any of the little words of a language in Latin script, of two letters or more.
pub(crate) fn has_any(text: &str, tag: &str) -> bool {
    let of_word = |c: char| !is_letter(c) && c != '\'' && c != '’';
    let mut words = text.split(of_word).filter(|word| word.len() > 1);
    words.any(|word| is_frequent(&word.to_lowercase(), tag))
}

/// Whether a word is one of the most frequent little words of a language in Latin script.
pub(crate) fn is_frequent(word: &str, tag: &str) -> bool {
    let words = LATIN.iter().find(|(known, _)| *known == tag);
    words.is_some_and(|(_, words)| words.split(' ').any(|known| known == word))
}

/// The language whose little words are one word in twelve at least and a fifth more than any
/// other's; of two that share most of them, the one that has more of its own. None in a text of
/// fewer than five words.
fn by_words(text: &str, list: Words, index: &Index) -> Option<(&'static str, Share)> {
    let mut counts = vec![0usize; list.len()];
    let mut n_words = 0usize;
    // Which languages have the words of the list that were found.
    let mut found: Vec<Having> = Vec::with_capacity(MOST);
    for word in words(text).take(MOST) {
        n_words += 1;
        let Some(having) = index.get(word) else {
            continue;
        };
        found.push(having);
        let mut left = having;
        while left != 0 {
            counts[left.trailing_zeros() as usize] += 1;
            left &= left - 1;
        }
    }
    let n_words_of = |at: &usize| counts[*at];
    let best = (0..list.len()).max_by_key(n_words_of)?;
    let rivals = (0..list.len()).filter(|at| *at != best);
    let next = rivals.max_by_key(n_words_of)?;
    if n_words < 5 {
        return None;
    }
    let few = Some((list[best].0, Share::Few));
    if counts[best] * 12 < n_words {
        return few;
    }
    // Words of one of the two that the other does not have.
    let own = |at: usize, other: usize| -> usize {
        let is_own = |having: &&Having| has(**having, at) && !has(**having, other);
        found.iter().filter(is_own).count()
    };
    let (own_best, own_next) = (own(best, next), own(next, best));
    let is_clear = counts[best] * 5 >= counts[next] * 6;
    let told = match own_best.cmp(&own_next) {
        _ if is_clear && own_best * 2 > own_next => best,
        Ordering::Greater if own_best >= 2 * own_next => best,
        Ordering::Less if own_next >= 2 * own_best => next,
        // The one with more readers stands before the other.
        _ if counts[best] == counts[next] => {
            return Some((list[best.min(next)].0, Share::Some));
        }
        _ => return few,
    };
    let share = match counts[told] * 8 >= n_words {
        true => Share::Many,
        false => Share::Some,
    };
    Some((list[told].0, share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_alike_in_small_letters_and_capitals() {
        let index = Index::new(&[
            ("a", "the für aħna w kb vielleicht aber unelungelo"),
            ("b", "कि"),
        ]);
        let found = |text: &str| -> Vec<Option<Having>> {
            words(text).map(|word| index.get(word)).collect()
        };
        for word in [
            "the",
            "für",
            "aħna",
            "W",
            "vielleicht",
            "Aber",
            "unelungelo",
        ] {
            assert_eq!(found(word), [Some(1)], "{word}");
            assert_eq!(found(&word.to_uppercase()), [Some(1)], "{word}");
        }
        assert_eq!(found("\u{212A}b"), [Some(1)]);
        assert_eq!(
            found("– AberFür 2024: l’aber, the1w कि-"),
            [None, None, Some(1), Some(1), Some(1), Some(2)]
        );
        assert_eq!(found("theabera them vielleich unelungelos खबर"), [None; 5]);
    }
}
