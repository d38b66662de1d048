#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "lib/base/text.hpp"
#include "lib/printing/printer_mib.hpp"
#include "lib/printing/printer_text.hpp"

// Colors in the words of printers: of descriptions and of prtMarkerColorantValue.
namespace printing {
namespace {

// The forms that one word takes, separated by spaces; "stem/a/b" is "stema" and "stemb", "stem//a" also "stem".
// Accents may be there or not.
struct ColorForms {
    std::string_view colorant;
    std::string_view forms;
};
// Of the languages of Europe, by name of the language, and of those that makers of printers write. Only words that mean
// nothing else beside a supply. From dictionaries; the forms by the grammar of each language (adjectives before "toner",
// "ink", "cartridge", in all cases, genders and numbers that can stand there).
constexpr std::array kColorForms = std::to_array<ColorForms>({
    {"black", "black blk"},                                         // English
    {"black", "schwarz//e/er/es/en/em schwarztoner schwarztinte"},  // German
    {"black", "noir//e/s/es negre negra/ negres"},                  // French, Catalan
    {"black",
     "nero nera neri nere negro negra negros negras preto preta pretos pretas"},  // Italian, Spanish, Portuguese
    {"black", "negru neagra negri negre neagru"},                                 // Romanian
    {"black", "zwart//e/en svart//a/e/ur sort//e sorttoner svarta"},  // Dutch, Swedish, Norwegian, Icelandic, Danish
    {"black", "musta//n/t/a"},                                        // Finnish
    {"black", "czarn/y/a/e/ego/ej/ym/ą čern/ý/á/é/ého/ou/ým čiern/y/a/e/eho/ej/u/ym"},  // Polish, Czech, Slovak
    {"black", "črn/a/i/o/e/ega/im crn/a/i/o/e/og/oga/im/om"},  // Slovenian, Croatian, Bosnian, Serbian
    {"black", "чёрн/ый/ая/ое/ые/ого/ой/ым чорн/ий/а/е/і/ого/ої чорны чорная чорнае"},  // Russian, Ukrainian, Belarusian
    {"black", "черен черна черно черни црн/а/и/о/е/ог"},                               // Bulgarian, Serbian, Macedonian
    {"black", "μαύρο μαύρος μαύρη μαύρα μαύρου μελανό"},                               // Greek
    {"black", "fekete siyah beltz/a beltz zezë dubh swart schwaarz"},   // Hungarian, Turkish, Basque, Albanian, Irish
    {"black", "juod/a/as/os/i/ų/ą meln/s/a/ais/ā/as/i/o iswed sewda"},  // Lithuanian, Latvian, Maltese
    {"cyan", "cyan cyans cyanfarbe cyaan cyane cyaanblauw"},
    {"cyan", "ciano cian ciã cià"},
    {"cyan", "syaani//n/a siniseva cyjan/ cyjan cyjanow/y/a/e/ego azurov/ý/á/é azúrov/ý/á/é"},
    {"cyan", "azurn/ý/á/é cijan cijan/ska/ski/sko modrozelen/ý/á/é/a/i blankyt/ kék-zöld"},
    {"cyan", "голуб/ой/ая/ое/ые/ого/ий/а/е/і циан циан/овый/овая/овый циан/ов/ова/ово/"},
    {"cyan", "блакитн/ий/а/е/ого сињ/о/а/и цијан κυανό κυανού κυανή κυάνιο γαλάζιο"},
    {"cyan", "cián ciánkék camgöbeği turkuaz žalsvai žydr/a/as/os ciāns ciāna ciāna ciaan tsüaan//i süaan//i"},
    {"cyan", "blágræn//n/t/ur bláğrænn cianoa gwyrddlas"},
    {"magenta", "magenta magentas magentarot magentov/ý/á/é magentowy purpurow/y/a/e/ego purpurov/ý/á/é/a/y"},
    {"magenta", "purppura//n purpurn/ý/á/é/a/i/y/yj пурпурн/ый/ая/ое/ые/ого/ий/а/е малинов/ый/ая/ое"},
    {"magenta", "маджента магента μαντζέντα ματζέντα ματζέντας φούξια bíbor bíborvörös purpur purpurs"},
    {"magenta", "purpurin/ė/is/ės/ia fuksin/ė/ij/ia fuksija macenta blárauð/ur/ur/ maġenta fúksia"},
    {"yellow", "yellow gelb//e/er/es/en/em gelbtoner jaune jaunes giallo gialla gialli gialle"},
    {"yellow", "amarillo amarilla amarillos amarillas amarelo amarela amarelos amarelas groc groga grogues"},
    {"yellow", "galben galbenă galbeni galbene geel gele gul//a/e/t/ur gult keltainen keltais/en/et/ta"},
    {"yellow", "żółt/y/a/e/ego/ej/ym/ą žlut/ý/á/é/ého/ou/ým žlt/ý/á/é/ého/ej/ú/ým rumen//a/o/i/e/ega/im"},
    {"yellow", "žut//a/i/o/e/og/oga/im жёлт/ый/ая/ое/ые/ого/ой/ым жовт/ий/а/е/і/ого/ої жоўт/ы/ая/ае"},
    {"yellow", "жълт жълта жълто жълти жолт//а/о/и жут//а/и/о/е κίτρινο κίτρινος κίτρινη κίτρινα κίτρινου"},
    {"yellow",
     "sárga sarı horia hori verdhë buí geltona geltonas geltonos geltoni geltonų geltoną dzelten/s/a/ais/ā/as/o"},
    {"yellow", "kollane kollase kollas/t isfar safra melyn"},
    {"gray", "gray grey grau//e/er/es/en gris//e/es grigio grigia grigi grigie cinza cinzas cinzento cinzenta"},
    {"gray", "gri cinzel grijs grijze grå//a/tt harmaa//n szar/y/a/e/ego šed/ý/á/é/ého siv/ý/á/é/a/o/i/og"},
    {"gray",
     "сер/ый/ая/ое/ые/ого сір/ий/а/е/ого сив сива сиво γκρι γκρίζο szürke gri grisa hall/i pilk/a/as/os pelēk/s/a/ais"},
    {"red", "red rot//e/er/es/en rouge rouges rosso rossa rossi rojo roja rojos vermelho vermelha roșu roşu rood rode"},
    {"red",
     "röd//a/t rød//e/t punainen punais/en/et czerwon/y/a/e/ego červen/ý/á/é/ého красн/ый/ая/ое/ые/ого κόκκινο piros "
     "kırmızı"},
    {"green", "green grün//e/er/es/en vert verte verts verde verdi groen groene grön//a/t grønn grøn vihreä//n"},
    {"green", "zielon/y/a/e/ego zelen/ý/á/é/ého зелён/ый/ая/ое/ые/ого πράσινο zöld yeşil"},
    {"blue",
     "blue blau//e/er/es/en bleu bleue bleus blu azul azules azuis albastru blauw blauwe blå//a/tt sininen "
     "sinis/en/et"},
    {"blue", "niebiesk/i/a/ie modr/ý/á/é/a син/ий/яя/ее μπλε kék mavi"},
    {"orange",
     "orange oranje arancione arancio naranja laranja oranssi pomarańczow/y/a/e oranžov/ý/á/é оранжев/ый/ая/ое "
     "narancs"},
    {"violet",
     "violet violett//e/es violette viola violeta violetti fioletow/y/a/e fialov/ý/á/é фиолетов/ый/ая/ое ibolya"},
    {"white",
     "white weiß//e/er/es/en blanc blanche bianco bianca blanco blanca branco branca wit witte vit//a hvit//e hvid//e"},
    {"white", "valkoinen biał/y/a/e bíl/ý/á/é бел/ый/ая/ое λευκό fehér beyaz"},
    {"clear", "transparent transparente trasparente"},
});

// Of scripts without spaces between words: anywhere in the text. Longer ones first.
constexpr std::array kColorSigns = std::to_array<ColorForms>({
    {"magenta", "洋红 洋紅 品红 品紅 マゼンタ 마젠타 자홍"},
    {"cyan", "青 シアン 시안 청록"},
    {"yellow", "黄 黃 イエロー 옐로우 노랑 노란"},
    {"black", "黑 黒 ブラック 블랙 검정 검은"},
});

struct Modifier {
    std::string_view name;
    std::string_view forms;
    bool behind;  // it may stand behind its color
};
constexpr std::array kModifiers = std::to_array<Modifier>({
    {"light",
     "light hell//e/er/es ljus//a lys//e licht//e vaalea//n jasn/y/a/e/ego/oniebieski světl/ý/á/é svetl/ý/á/é/a/i/o",
     false},
    {"light", "светл/ый/ая/ое/о світл/ий/а/е svijetl/i/a/o világos açık ανοιχτό", false},
    {"light", "clair claire clairs claires chiaro chiara claro clara claros claras deschis", true},
    {"photo", "photo foto fotó фото fotografick/ý/á/é фотографич/еский", false},
    {"photo", "fotografico fotográfico fotográfica fotografica photographique", true},
    {"matte", "matte matt//e/er/es matný matná matné matow/y/a/e матов/ый/ая/ое ματ mattan matta", false},
    {"matte", "mat mate opaco opaca fosco mato", true},
    {"dark", "dark dunkel dunkle mörk//a mørk//e donker ciemn/y/a/e tmav/ý/á/é темн/ый/ая/ое", false},
    {"dark", "foncé foncée scuro scura oscuro oscura escuro escura", true},
    {"vivid", "vivid", false},
});
// Behind a color of these, "photo" and "matt" are its modifiers, too.
constexpr std::array kColorsBefore = std::to_array<std::string_view>(
    {"noir", "noire", "nero", "nera", "negro", "negra", "preto", "preta", "negru", "gris", "grigio", "cinza", "jaune",
     "giallo", "amarillo", "amarelo", "ciano", "cian"});

// Where the whole text is one of these, as colorants are written for short.
struct Letters {
    std::string_view text;
    std::string_view colorant;
};
constexpr std::array kLetters = std::to_array<Letters>({
    {"k", "black"},
    {"bk", "black"},
    {"c", "cyan"},
    {"m", "magenta"},
    {"y", "yellow"},
    {"pk", "photo black"},
    {"pbk", "photo black"},
    {"mk", "matte black"},
    {"mbk", "matte black"},
    {"lc", "light cyan"},
    {"lm", "light magenta"},
    {"lk", "light black"},
    {"llk", "light light black"},
    {"gy", "gray"},
    {"must", "black"},
});
// Beside a color in prtMarkerColorantValue these say nothing more of it.
constexpr std::array kSaysNothing = std::to_array<std::string_view>(
    {"toner", "ink", "inks", "color", "colour", "cartridge", "process", "colorant", "tinte", "tinta", "encre",
     "inchiostro", "farbe", "couleur", "colore", "tone", "the", "pigment", "dye"});

constexpr std::array kEstonianParts = std::to_array<std::string_view>({"tooner", "tint", "tindi", "kassett", "trum"});

// Lower case without accents; ł, ø, đ and ı, which are no accented letters for Unicode, as their Latin ones.
std::string Plain(std::string_view text) {
    if (std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
        return base::ToLowerAscii(text);
    }
    UErrorCode status = U_ZERO_ERROR;
    const auto* apart = icu::Normalizer2::getNFKDInstance(status);
    if (U_FAILURE(status)) return base::ToLowerAscii(text);
    auto folded =
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()))).foldCase();
    folded = apart->normalize(folded, status);
    if (U_FAILURE(status)) return base::ToLowerAscii(text);
    icu::UnicodeString plain;
    for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
        const UChar32 c = folded.char32At(i);
        // The voice marks of Japanese are no accents: they make another sound.
        const bool kana_mark = c == 0x3099 || c == 0x309A;
        if (u_charType(c) == U_NON_SPACING_MARK && !kana_mark) continue;
        plain.append(c == 0x142   ? UChar32{'l'}
                     : c == 0xF8  ? UChar32{'o'}
                     : c == 0x111 ? UChar32{'d'}
                     : c == 0x131 ? UChar32{'i'}
                                  : c);
    }
    std::string result;
    icu::UnicodeString composed = plain;
    const auto* together = icu::Normalizer2::getNFCInstance(status);
    if (U_SUCCESS(status)) composed = together->normalize(plain, status);
    (U_SUCCESS(status) ? composed : plain).toUTF8String(result);
    return result;
}

// Calls f with each form of "a b/x/y c".
template <class F>
void EachForm(std::string_view forms, F&& f) {
    while (!forms.empty()) {
        const auto space = std::min(forms.find(' '), forms.size());
        std::string_view word = forms.substr(0, space);
        forms.remove_prefix(std::min(space + 1, forms.size()));
        const auto slash = word.find('/');
        if (slash == std::string_view::npos) {
            f(std::string(word));
            continue;
        }
        const std::string stem(word.substr(0, slash));
        std::string_view endings = word.substr(slash + 1);
        while (true) {
            const auto next = endings.find('/');
            f(stem + std::string(endings.substr(0, next)));
            if (next == std::string_view::npos) break;
            endings.remove_prefix(next + 1);
        }
    }
}

struct Meaning {
    std::string_view colorant;  // "" where it is a modifier alone
    std::string_view modifier;
    bool behind = false;   // a modifier that may stand behind its color
    bool romance = false;  // a color that has its modifiers behind it
};
using Dictionary = std::unordered_map<std::string, Meaning>;

const Dictionary& Words() {
    static const Dictionary dictionary = [] {
        Dictionary words;
        for (const ColorForms& color : kColorForms) {
            EachForm(color.forms, [&](const std::string& form) {
                const bool romance = std::ranges::find(kColorsBefore, form) != kColorsBefore.end();
                words.try_emplace(Plain(form), Meaning{.colorant = color.colorant, .modifier = {}, .romance = romance});
            });
        }
        for (const Modifier& modifier : kModifiers) {
            EachForm(modifier.forms, [&](const std::string& form) {
                words.try_emplace(Plain(form),
                                  Meaning{.colorant = {}, .modifier = modifier.name, .behind = modifier.behind});
            });
        }
        // Written as one word: "Hellcyan", "Fotoschwarz", "fotosvart".
        struct Front {
            std::string_view text, modifier;
        };
        static constexpr std::array kFronts = std::to_array<Front>({{"hell", "light"},
                                                                    {"ljus", "light"},
                                                                    {"lys", "light"},
                                                                    {"licht", "light"},
                                                                    {"vaalean", "light"},
                                                                    {"foto", "photo"},
                                                                    {"photo", "photo"},
                                                                    {"matt", "matte"},
                                                                    {"mat", "matte"},
                                                                    {"dunkel", "dark"}});
        static constexpr std::array kBacks = std::to_array<Letters>({{"schwarz", "black"},
                                                                     {"svart", "black"},
                                                                     {"sort", "black"},
                                                                     {"zwart", "black"},
                                                                     {"musta", "black"},
                                                                     {"cyan", "cyan"},
                                                                     {"cyaan", "cyan"},
                                                                     {"syaani", "cyan"},
                                                                     {"magenta", "magenta"},
                                                                     {"grau", "gray"},
                                                                     {"gra", "gray"},
                                                                     {"grijs", "gray"},
                                                                     {"gelb", "yellow"},
                                                                     {"harmaa", "gray"},
                                                                     {"black", "black"}});
        for (const Front& front : kFronts) {
            for (const Letters& back : kBacks) {
                words.try_emplace(std::string(front.text) + std::string(back.text),
                                  Meaning{.colorant = back.colorant, .modifier = front.modifier});
            }
        }
        return words;
    }();
    return dictionary;
}

bool IsWordOctet(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

// What the colors in a text come to.
struct Found {
    std::vector<std::string> colorants;  // each once
    bool more = false;                   // beside them stand words that may make other colors of them
};

void AddOnce(std::vector<std::string>& list, std::string text) {
    if (std::ranges::find(list, text) == list.end()) list.push_back(std::move(text));
}

Found FindColors(std::string_view text) {
    const std::string plain = Plain(text);
    Found found;
    std::vector<std::pair<std::string_view, const Meaning*>> words;  // nullptr: no color
    const Dictionary& dictionary = Words();
    std::string word;
    for (std::size_t at = 0; at < plain.size();) {
        if (!IsWordOctet(plain[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < plain.size() && IsWordOctet(plain[end])) ++end;
        word.assign(plain, at, end - at);
        const auto known = dictionary.find(word);
        words.emplace_back(std::string_view(plain).substr(at, end - at),
                           known == dictionary.end() ? nullptr : &known->second);
        // Estonian for black, and English for much else: only before what is black then.
        static constexpr Meaning kMust{.colorant = "black", .modifier = {}};
        if (words.size() > 1 && words[words.size() - 2].first == "must" &&
            std::ranges::any_of(kEstonianParts, [&](std::string_view part) { return word.starts_with(part); })) {
            words[words.size() - 2].second = &kMust;
        }
        at = end;
    }
    std::vector<bool> used(words.size(), false);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Meaning* color = words[i].second;
        if (color == nullptr || color->colorant.empty()) continue;
        used[i] = true;
        std::string name(color->colorant);
        const auto put_before = [&name](std::string_view modifier) { name.insert(0, 1, ' ').insert(0, modifier); };
        if (!color->modifier.empty()) put_before(color->modifier);
        for (std::size_t before = i; before > 0; --before) {
            const Meaning* modifier = words[before - 1].second;
            if (modifier == nullptr || modifier->modifier.empty() || !modifier->colorant.empty() || used[before - 1])
                break;
            used[before - 1] = true;
            if (modifier->modifier != "vivid") put_before(modifier->modifier);
        }
        if (i + 1 < words.size()) {
            const Meaning* modifier = words[i + 1].second;
            const bool free = modifier != nullptr && modifier->colorant.empty() && !modifier->modifier.empty();
            // Before another color it is that one's.
            const bool of_next = i + 2 < words.size() && words[i + 2].second && !words[i + 2].second->colorant.empty();
            if (free && !of_next && (modifier->behind || color->romance)) {
                used[i + 1] = true;
                put_before(modifier->modifier);
            }
        }
        AddOnce(found.colorants, std::move(name));
    }
    const bool ascii = std::ranges::all_of(plain, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    for (const ColorForms& sign : kColorSigns) {
        if (ascii) break;
        EachForm(sign.forms, [&](const std::string& form) {
            if (plain.find(Plain(form)) != std::string::npos) AddOnce(found.colorants, std::string(sign.colorant));
        });
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        found.more |= !used[i] && std::ranges::find(kSaysNothing, words[i].first) == kSaysNothing.end();
    }
    return found;
}

}  // namespace

std::optional<std::string> ColorantFromWords(std::string_view description) {
    Found found = FindColors(description);
    if (found.colorants.size() != 1) return std::nullopt;  // two colors in one name, or none
    return std::move(found.colorants.front());
}

std::optional<std::string> ColorantFromValue(std::string_view clean_text) {
    std::string lower = base::FoldCase(clean_text);
    if (lower.empty() || IsPlaceholder(lower) || lower == "other" || lower == "no colorant" || lower == "no color" ||
        lower == "no colour") {
        return std::nullopt;
    }
    for (const Letters& letters : kLetters) {
        if (lower == letters.text) return std::string(letters.colorant);
    }
    Found found = FindColors(lower);
    if (found.colorants.size() == 1 && !found.more) return std::move(found.colorants.front());
    return lower;
}

}  // namespace printing
