#include "server/platform/mail/smtp.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "lib/net/internet_date.hpp"

namespace mail {
namespace {

using outbox::Outcome;
using Kind = Outcome::Kind;

std::string LastLine(std::string_view text) {
    while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
    const auto at = text.rfind('\n');
    return std::string(at == std::string_view::npos ? text : text.substr(at + 1));
}

struct Freed {
    curl_mime* mime = nullptr;
    curl_slist* recipients = nullptr;
    curl_slist* headers = nullptr;
    ~Freed() {
        curl_mime_free(mime);
        curl_slist_free_all(recipients);
        curl_slist_free_all(headers);
    }
};

void AddPart(curl_mime* mime, const std::string& body, const char* type) {
    std::string lines;  // a line of a mail ends with CR LF
    for (const char c : body) {
        if (c == '\n' && !lines.ends_with('\r')) lines += '\r';
        lines += c;
    }
    curl_mimepart* part = curl_mime_addpart(mime);
    curl_mime_data(part, lines.data(), lines.size());
    curl_mime_type(part, type);
    curl_mime_encoder(part, "quoted-printable");
}

}  // namespace

// What was said last: libcurl's result code alone does not tell a refused greeting from a refused
// mail.
struct SmtpClient::Dialogue {
    using Time = std::chrono::steady_clock::time_point;

    Dialogue(const SmtpOptions& limits, const std::atomic<bool>& program_ends)
        : options(limits), leaving(program_ends) {}

    const SmtpOptions& options;
    const std::atomic<bool>& leaving;
    const Time began = std::chrono::steady_clock::now();
    std::optional<Time> text_at{};  // when something of the text was sent last
    bool given_up = false;
    std::optional<SmtpStep> step{};  // of this mail; nullopt: before it
    bool over = false;               // QUIT: what is answered now says nothing any more
    std::string answer;

    static int Hear(CURL*, curl_infotype type, char* data, std::size_t size, void* self) {
        auto& dialogue = *static_cast<Dialogue*>(self);
        const std::string_view text(data, size);
        if (type == CURLINFO_HEADER_OUT && text.starts_with("QUIT")) dialogue.over = true;
        if (dialogue.over) return 0;
        if (type == CURLINFO_HEADER_OUT) {
            if (text.starts_with("MAIL FROM")) dialogue.step = SmtpStep::kSender;
            if (text.starts_with("RCPT TO")) dialogue.step = SmtpStep::kRecipient;
            if (text.starts_with("DATA")) dialogue.step = SmtpStep::kText;
            dialogue.answer.clear();
        } else if (type == CURLINFO_HEADER_IN) {
            dialogue.answer = LastLine(text);
        } else if (type == CURLINFO_DATA_OUT) {
            dialogue.answer.clear();
            dialogue.text_at = std::chrono::steady_clock::now();
        }
        return 0;
    }

    // Asked about once a second; anything but 0 ends the transfer.
    static int IsTooLong(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
        auto& dialogue = *static_cast<Dialogue*>(self);
        const auto& options = dialogue.options;
        auto patience = dialogue.text_at ? options.final_answer : options.timeout;
        if (dialogue.leaving) patience = std::min(patience, options.grace);
        const Time since = dialogue.text_at.value_or(dialogue.began);
        dialogue.given_up = std::chrono::steady_clock::now() - since > patience;
        return dialogue.given_up ? 1 : 0;
    }
    [[nodiscard]] std::string WhatWasMissing() const {
        return text_at ? "no answer to the text of the mail" : "the dialogue took too long";
    }
};

// libcurl says QUIT and waits for the answer, for minutes where none comes: nothing is read any more, so that it does not.
void SmtpClient::HangUp(int directions) {
    curl_socket_t socket = CURL_SOCKET_BAD;
    if (curl_easy_getinfo(curl_.get(), CURLINFO_ACTIVESOCKET, &socket) == CURLE_OK && socket != CURL_SOCKET_BAD) {
        ::shutdown(socket, directions);
    }
    curl_.Close();
}

void SmtpClient::Close() {
    HangUp(SHUT_RD);
}

Outcome SmtpClient::Send(const SmtpMessage& message) {
    CURL* curl = curl_.Reset();
    Dialogue dialogue(options_, leaving_);
    char library_error[CURL_ERROR_SIZE] = "";
    curl_easy_setopt(curl, CURLOPT_URL, options_.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, library_error);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 15L);
    // libcurl's own limit of two minutes for an answer would end the wait for the last one.
    const auto longest = std::chrono::ceil<std::chrono::seconds>(options_.timeout + options_.final_answer);
    curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(longest.count()));
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &Dialogue::IsTooLong);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &dialogue);
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, &Dialogue::Hear);
    curl_easy_setopt(curl, CURLOPT_DEBUGDATA, &dialogue);
    switch (options_.tls) {
        case SmtpOptions::Tls::kRequired:
            curl_easy_setopt(curl, CURLOPT_USE_SSL, long{CURLUSESSL_ALL});
            break;
        case SmtpOptions::Tls::kOpportunistic:
            curl_easy_setopt(curl, CURLOPT_USE_SSL, long{CURLUSESSL_TRY});
            // Whoever can change the dialogue could as well remove the offer: a check would protect
            // nobody.
            curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
            curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L);
            break;
        case SmtpOptions::Tls::kNone:
            curl_easy_setopt(curl, CURLOPT_USE_SSL, long{CURLUSESSL_NONE});
            break;
    }
    if (!options_.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, options_.ca_file.c_str());
    if (!options_.user.empty()) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, options_.user.c_str());
        curl_easy_setopt(curl, CURLOPT_PASSWORD, options_.password.c_str());
    }
    Freed freed;
    const std::string sender = "<" + options_.from_address + ">";
    const std::string recipient = "<" + message.to_address + ">";
    freed.recipients = curl_slist_append(nullptr, recipient.c_str());
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, sender.c_str());
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, freed.recipients);
    for (const std::string& header :
         {"Date: " + net::FormatMailDate(message.date),
          "From: " + EncodeMailbox(options_.from_name, options_.from_address),
          "To: " + EncodeMailbox(message.to_name, message.to_address), "Subject: " + EncodeHeader(message.subject),
          "Message-ID: " + message.message_id, "Content-Language: " + message.language,
          std::string("Auto-Submitted: auto-generated"),
          std::string(message.attachment ? "Content-Type: multipart/mixed" : "Content-Type: multipart/alternative")}) {
        freed.headers = curl_slist_append(freed.headers, header.c_str());
    }
    if (!message.in_reply_to.empty()) {
        for (const std::string name : {"In-Reply-To: ", "References: "}) {
            freed.headers = curl_slist_append(freed.headers, (name + message.in_reply_to).c_str());
        }
    }
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, freed.headers);
    freed.mime = curl_mime_init(curl);
    curl_mime* bodies = freed.mime;
    if (message.attachment) {  // RFC 2046: the bodies are one part, the file is the next
        bodies = curl_mime_init(curl);
        curl_mimepart* part = curl_mime_addpart(freed.mime);
        curl_mime_subparts(part, bodies);  // now belongs to it
        curl_mime_type(part, "multipart/alternative");
    }
    AddPart(bodies, message.text, "text/plain; charset=utf-8");
    AddPart(bodies, message.html, "text/html; charset=utf-8");
    if (message.attachment) {
        curl_mimepart* part = curl_mime_addpart(freed.mime);
        curl_mime_data(part, message.attachment->content.data(), message.attachment->content.size());
        curl_mime_type(part, message.attachment->media_type.c_str());
        curl_mime_filename(part, message.attachment->file_name.c_str());
        curl_mime_encoder(part, "base64");
    }
    curl_easy_setopt(curl, CURLOPT_MIMEPOST, freed.mime);

    const CURLcode code = curl_easy_perform(curl);
    if (code == CURLE_OK) return {Kind::kSent, {}};
    const std::string words = dialogue.given_up        ? dialogue.WhatWasMissing()
                              : *library_error != '\0' ? library_error
                                                       : curl_easy_strerror(code);
    const int answer = std::atoi(dialogue.answer.c_str());
    if (dialogue.step && answer >= 400) {
        const Kind kind = JudgeRefusal(*dialogue.step, dialogue.answer);
        if (kind != Kind::kNoService) return {kind, dialogue.answer, answer};
    }
    HangUp(SHUT_RDWR);  // a connection in an unknown state is of no use to the next mail, nor is a farewell
    return {Kind::kNoService, answer >= 400 ? dialogue.answer : words, answer};
}

Kind JudgeRefusal(SmtpStep step, std::string_view answer) {
    const int code = std::atoi(std::string(answer.substr(0, 3)).c_str());
    if (code < 500) return Kind::kTemporary;
    // The enhanced status after it, e.g. "5.2.2": what it is about, and what is wrong with that.
    int about = 0;
    int detail = 0;
    if (answer.size() > 8 && answer.substr(4, 2) == "5.") {
        const std::string status(answer.substr(6));
        if (std::sscanf(status.c_str(), "%d.%d", &about, &detail) != 2) about = detail = 0;
    }
    if (about == 3 && detail == 4) return Kind::kPermanent;  // the mail is too large
    // The sender is refused: every other mail would be, too.
    if (step == SmtpStep::kSender) return code == 552 ? Kind::kPermanent : Kind::kNoService;
    if (code == 530 || code == 535 || code == 538) return Kind::kNoService;  // sign in first
    switch (about) {
        case 1:  // addresses: 5.1.7 and 5.1.8 are the sender's
            return detail == 7 || detail == 8 ? Kind::kNoService : Kind::kPermanent;
        case 2:  // the mailbox: 5.2.2 is full
            return detail == 2 ? Kind::kTemporary : Kind::kPermanent;
        case 3:  // their machine
        case 5:  // the protocol: ours
        case 7:  // what they let us do: relaying, reputation, signatures
            return Kind::kTemporary;
        default:
            return code == 552 ? Kind::kTemporary : Kind::kPermanent;  // without more: full
    }
}

}  // namespace mail
