#include <gtest/gtest.h>

#include <cctype>
#include <map>
#include <set>

#include "server/platform/mail/mail.hpp"

// NOT-1, PRT-4: every mail that there is, rendered in every language that there is.
namespace mail {
namespace {

using Words = std::set<std::string>;

// The words of a text, in lower case, without what stands between ⟦ and ⟧.
Words WordsOf(const std::string& text) {
    Words words;
    std::string word;
    for (std::size_t at = 0; at <= text.size(); ++at) {
        if (text.compare(at, 3, "\u27E6") == 0) at = text.find("\u27E7", at) + 3;
        const auto c = at < text.size() ? static_cast<unsigned char>(text[at]) : ' ';
        if (std::isalpha(c) != 0 || c >= 0x80) {
            word += static_cast<char>(std::tolower(c));
        } else if (!word.empty()) {
            words.insert(std::exchange(word, ""));
        }
    }
    return words;
}

std::set<std::string> Templates(const i18n::Catalogues& catalogues) {
    std::set<std::string> names;
    for (const auto& [key, text] : catalogues.Texts("en")) {
        if (!key.starts_with("mail.") || !key.ends_with(".subject")) continue;
        names.insert(key.substr(5, key.size() - 5 - 8));
    }
    return names;
}

// What a template's texts take, each as a mark that no word is: numbers where the text counts, and
// `choice` where it chooses.
base::Args ArgsOf(const i18n::Catalogues& catalogues, const std::string& name, const std::string& choice) {
    base::Args args;
    for (const auto& [key, text] : catalogues.Texts("en")) {
        if (!key.starts_with("mail." + name + ".")) continue;
        // Every name behind a brace, also within a choice (where it may be a word; that harms
        // nobody).
        for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
            const auto end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", at + 1);
            const std::string arg = text.substr(at + 1, end - at - 1);
            if (arg.empty()) continue;
            if (text.find("{" + arg + ", plural") != std::string::npos) {
                args[arg] = std::int64_t{2};
            } else if (text.find("{" + arg + ", select") != std::string::npos) {
                args[arg] = choice;
            } else {
                args[arg] = "\u27E6" + arg + "\u27E7";
            }
        }
    }
    return args;
}

Content In(const i18n::Catalogues& catalogues, const std::string& language, const std::string& name,
           const std::string& choice) {
    Mail mail{.template_name = name,
              .language = language,
              .to = "ada@customer.test",
              .args = ArgsOf(catalogues, name, choice),
              .link = "https://0.0"};
    Table table;
    for (const auto& [key, text] : catalogues.Texts("en")) {
        const std::string prefix = "mail." + name + ".columns.";
        if (key.starts_with(prefix)) table.columns.push_back(key.substr(prefix.size()));
    }
    if (!table.columns.empty()) {
        table.rows = {std::vector<std::string>(table.columns.size(), "1")};
        mail.table = table;
    }
    return Render(catalogues, mail);
}

// Words of the language that English has, too: of each language its own, so that one language's word hides no mistake of
// another's. A new one is added only when a reader of that language says that it is the word.
const std::map<std::string, Words>& Shared() {
    static const std::map<std::string, Words> kShared{
        {"de",
         {"administrator", "agent", "an", "browser", "code", "in", "link", "mail", "mails", "minute", "portal", "rest",
          "test", "was", "webhooks"}},
        {"fr",
         {"a", "agent", "agents", "code", "contact", "mail", "message", "minutes", "place", "second", "service",
          "services", "sites", "volume"}},
        {"it", {"a", "account", "browser", "computer", "desk", "in", "link", "mail", "password", "service", "volume"}},
        {"nb", {"administrator", "agent", "at", "for", "over", "start", "test", "webhooks"}},
        {"sv", {"agent", "in", "test"}},
    };
    return kShared;
}

TEST(MailTexts, NoMailHasAWordOfEnglishInAnotherLanguage) {
    const Words names{"platen", "https"};
    const auto catalogues = i18n::Catalogues::BuiltIn();
    const auto templates = Templates(catalogues);
    ASSERT_GE(templates.size(), 10u);
    for (const auto& language : catalogues.Languages()) {
        if (language == "en") continue;
        ASSERT_TRUE(Shared().contains(language)) << language;
        const Words& shared = Shared().at(language);
        for (const auto& name : templates) {
            for (const std::string choice : {"yes", "no", "part", "rest"}) {
                const Content here = In(catalogues, language, name, choice);
                const Words english = WordsOf(In(catalogues, "en", name, choice).subject + "\n" +
                                              In(catalogues, "en", name, choice).text);
                for (const auto& word : WordsOf(here.subject + "\n" + here.text)) {
                    EXPECT_TRUE(!english.contains(word) || shared.contains(word) || names.contains(word))
                        << language << " " << name << ": " << word << "\n"
                        << here.text;
                }
                EXPECT_NE(here.html.find("<html lang=\"" + language + "\">"), std::string::npos);
            }
        }
    }
}

TEST(MailTexts, NoSentenceHoldsAnEmptyValue) {
    const auto catalogues = i18n::Catalogues::BuiltIn();
    for (const auto& language : catalogues.Languages()) {
        for (const auto& name : Templates(catalogues)) {
            const Content content = In(catalogues, language, name, "no");
            for (const std::string odd : {" -.", ": -", " .", " ,", "( )", "()", "\u27E6tracking_number"}) {
                EXPECT_EQ(content.text.find(odd), std::string::npos)
                    << language << " " << name << " \"" << odd << "\"\n"
                    << content.text;
            }
        }
    }
}

}  // namespace
}  // namespace mail
