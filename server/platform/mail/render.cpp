#include "lib/base/text.hpp"
#include "server/platform/mail/mail.hpp"

namespace mail {
namespace {

std::vector<std::string> Paragraphs(const std::string& text) {
    std::vector<std::string> paragraphs;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find("\n\n", at), text.size());
        const std::string_view one = base::Trim(std::string_view(text).substr(at, end - at));
        if (!one.empty()) paragraphs.emplace_back(one);
        at = end + 2;
    }
    return paragraphs;
}

std::string HtmlParagraphs(const std::string& text) {
    std::string html;
    for (const std::string& paragraph : Paragraphs(text)) {
        std::string escaped = base::EscapeMarkup(paragraph);
        for (std::size_t at = 0; (at = escaped.find('\n', at)) != std::string::npos; at += 5) {
            escaped.replace(at, 1, "<br>\n");
        }
        html += "<p>" + escaped + "</p>\n";
    }
    return html;
}

// Mail programs know little CSS and no style sheets: styles are written at the elements.
constexpr const char* kCell =
    "style=\"padding:6px 12px 6px 0;border-bottom:1px solid "
    "#d9dde3;text-align:left;vertical-align:top\"";
constexpr const char* kButton =
    "style=\"display:inline-block;padding:10px "
    "18px;border-radius:6px;background:#0b5cad;color:#ffffff;"
    "text-decoration:none\"";

std::string HtmlTable(const std::vector<std::string>& headings, const std::vector<std::vector<std::string>>& rows) {
    std::string html = "<table style=\"border-collapse:collapse;margin:16px 0\">\n<tr>";
    for (const std::string& heading : headings) {
        html += std::string("<th ") + kCell + ">" + base::EscapeMarkup(heading) + "</th>";
    }
    html += "</tr>\n";
    for (const auto& row : rows) {
        html += "<tr>";
        for (const std::string& cell : row) {
            html += std::string("<td ") + kCell + ">" + base::EscapeMarkup(cell) + "</td>";
        }
        html += "</tr>\n";
    }
    return html + "</table>\n";
}

// A row is a block of "heading: cell" lines: readable at every width.
std::string TextTable(const i18n::Catalogues& catalogues, const std::string& language,
                      const std::vector<std::string>& headings, const std::vector<std::vector<std::string>>& rows) {
    std::string text;
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size() && i < headings.size(); ++i) {
            if (row[i].empty()) continue;
            text += i == 0 ? "- " : "  ";
            text += catalogues.Format(language, "mail.cell", {{"heading", headings[i]}, {"value", row[i]}}) + "\n";
        }
        text += "\n";
    }
    return text;
}

std::string TextParagraphs(const std::string& text) {
    std::string out;
    for (const std::string& paragraph : Paragraphs(text)) out += paragraph + "\n\n";
    return out;
}

}  // namespace

Content Render(const i18n::Catalogues& catalogues, const Mail& mail) {
    const std::string prefix = "mail." + mail.template_name + ".";
    const auto text_of = [&](const std::string& key) {
        return catalogues.Format(mail.language, prefix + key, mail.args);
    };
    const auto has = [&](const std::string& key) { return catalogues.Has("en", prefix + key); };
    Content content;
    // Arguments may hold line ends; a subject never does.
    content.subject = base::CleanText(text_of("subject"), 200);
    const std::string body = text_of("text");
    content.text = TextParagraphs(body);
    std::string inner = HtmlParagraphs(body);
    if (mail.table) {
        std::vector<std::string> headings;
        for (const std::string& column : mail.table->columns) {
            headings.push_back(has("columns." + column) ? text_of("columns." + column)
                                                        : catalogues.Format(mail.language, "mail.columns." + column));
        }
        content.text += TextTable(catalogues, mail.language, headings, mail.table->rows);
        inner += HtmlTable(headings, mail.table->rows);
    }
    if (!mail.link.empty()) {
        const std::string words = has("button") ? text_of("button") : mail.link;
        if (has("button")) {
            content.text += catalogues.Format(mail.language, "mail.above_link", {{"words", words}}) + "\n";
        }
        content.text += mail.link + "\n\n";
        // Only web addresses become links, whatever the argument says.
        if (mail.link.starts_with("https://") || mail.link.starts_with("http://")) {
            inner += std::string("<p><a ") + kButton + " href=\"" + base::EscapeMarkup(mail.link) + "\">" +
                     base::EscapeMarkup(words) + "</a></p>\n";
        }
    }
    if (has("after")) {
        content.text += TextParagraphs(text_of("after"));
        inner += HtmlParagraphs(text_of("after"));
    }
    const std::string signature = catalogues.Format(mail.language, "mail.signature");
    content.text += "-- \n" + signature + "\n";
    content.html = "<!DOCTYPE html>\n<html lang=\"" + base::EscapeMarkup(mail.language) +
                   "\">\n<head><meta charset=\"utf-8\"><title>" + base::EscapeMarkup(content.subject) +
                   "</title></head>\n<body style=\"font-family:system-ui,'Segoe "
                   "UI',Helvetica,Arial,sans-serif;"
                   "font-size:15px;line-height:1.5;color:#1c2430;max-width:640px;margin:24px "
                   "auto;padding:0 16px\">\n"
                   "<h1 style=\"font-size:20px;margin:0 0 16px\">" +
                   base::EscapeMarkup(content.subject) + "</h1>\n" + inner +
                   "<p style=\"color:#5a6573;font-size:13px;margin-top:32px\">" + base::EscapeMarkup(signature) +
                   "</p>\n</body>\n</html>\n";
    return content;
}

}  // namespace mail
