#include <gtest/gtest.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <filesystem>
#include <system_error>

#include "server/platform/http/server_testing.hpp"

namespace http {
namespace {

using namespace server_testing;  // NOLINT: everything in it is for these tests

using ServerTls = ServerTest;

struct Certificate {
    Certificate() {
        folder = std::filesystem::temp_directory_path() / ("platen-http-test-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder);
        EVP_PKEY* key = EVP_EC_gen("P-256");
        X509* certificate = X509_new();
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
        X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
        X509_set_pubkey(certificate, key);
        X509_NAME* name = X509_get_subject_name(certificate);
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1,
                                   -1, 0);
        X509_set_issuer_name(certificate, name);
        X509_sign(certificate, key, EVP_sha256());
        FILE* file = std::fopen((folder / "cert.pem").c_str(), "w");
        PEM_write_X509(file, certificate);
        std::fclose(file);
        file = std::fopen((folder / "key.pem").c_str(), "w");
        PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
        std::fclose(file);
        X509_free(certificate);
        EVP_PKEY_free(key);
    }
    ~Certificate() { std::filesystem::remove_all(folder); }
    [[nodiscard]] TlsFiles files() const { return {folder / "cert.pem", folder / "key.pem"}; }

    std::filesystem::path folder;
};

TEST_F(ServerTls, SpeaksTls) {
    const Certificate certificate;
    Start([&](ServerOptions& options) { options.tls = certificate.files(); });
    Peer peer = Connect();
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    std::unique_ptr<SSL, decltype(&SSL_free)> ssl(SSL_new(context.get()), SSL_free);
    SSL_set_fd(ssl.get(), peer.fd());
    ASSERT_EQ(SSL_connect(ssl.get()), 1);
    const auto exchange = [&](const std::string& request, std::size_t at_least) {
        EXPECT_EQ(SSL_write(ssl.get(), request.data(), static_cast<int>(request.size())),
                  static_cast<int>(request.size()));
        std::string answer;
        char buffer[64 << 10];
        while (answer.size() < at_least || answer.find("\r\n\r\n") == std::string::npos) {
            const int got = SSL_read(ssl.get(), buffer, sizeof buffer);
            if (got <= 0) break;
            answer.append(buffer, static_cast<std::size_t>(got));
        }
        return answer;
    };
    EXPECT_TRUE(Has(exchange(Get("/1"), 1), "GET /1 0 arrived secure"));
    EXPECT_GT(exchange(Get("/big"), 8 << 20).size(), 8U << 20);
    const std::string body(1 << 20, 'x');
    EXPECT_TRUE(Has(exchange("POST /large HTTP/1.1\r\nHost: h\r\nContent-Length: 1048576\r\n\r\n" + body, 1),
                    "POST /large 1048576"));
    // A long poll, and its client's orderly leave.
    const std::string poll = Get("/wait");
    SSL_write(ssl.get(), poll.data(), static_cast<int>(poll.size()));
    ASSERT_TRUE(Eventually([&] { return server_->counts().waiting == 1; }));
    SSL_shutdown(ssl.get());
    EXPECT_TRUE(Eventually([&] { return server_->counts().connections == 0; }));
}

// ASVS 5.0, 12.1.2: forward secrecy and authenticated encryption, or nothing.
TEST_F(ServerTls, OffersForwardSecrecyAndAuthenticatedEncryptionOnly) {
    const Certificate certificate;
    Start([&](ServerOptions& options) { options.tls = certificate.files(); });
    const auto accepted = [&](int version, const char* ciphers) {
        Peer peer = Connect();
        std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
        SSL_CTX_set_security_level(context.get(), 0);
        SSL_CTX_set_min_proto_version(context.get(), version);
        SSL_CTX_set_max_proto_version(context.get(), version);
        if (ciphers != nullptr) {
            EXPECT_EQ(SSL_CTX_set_cipher_list(context.get(), ciphers), 1) << ciphers;
        }
        std::unique_ptr<SSL, decltype(&SSL_free)> ssl(SSL_new(context.get()), SSL_free);
        SSL_set_fd(ssl.get(), peer.fd());
        const bool done = SSL_connect(ssl.get()) == 1;
        ERR_clear_error();
        return done;
    };
    EXPECT_TRUE(accepted(TLS1_3_VERSION, nullptr));
    EXPECT_TRUE(accepted(TLS1_2_VERSION, "ECDHE+AESGCM"));
    EXPECT_TRUE(accepted(TLS1_2_VERSION, "ECDHE+CHACHA20"));
    EXPECT_FALSE(accepted(TLS1_2_VERSION, "AES128-GCM-SHA256:AES256-GCM-SHA384")) << "no forward secrecy";
    EXPECT_FALSE(accepted(TLS1_2_VERSION,
                          "ECDHE-RSA-AES128-SHA256:ECDHE-ECDSA-AES128-SHA256:ECDHE-RSA-AES256-SHA:"
                          "ECDHE-ECDSA-AES256-SHA"))
        << "encrypted, then not authenticated";
    EXPECT_FALSE(accepted(TLS1_1_VERSION, nullptr));
}

TEST_F(ServerTls, PlainTextOnATlsPortIsClosed) {
    const Certificate certificate;
    Start([&](ServerOptions& options) { options.tls = certificate.files(); });
    Peer peer = Connect();
    peer.Send(Get("/"));
    EXPECT_EQ(peer.Receive(), "");
    EXPECT_EQ(echo_.handled, 0);
}

TEST_F(ServerTls, BadTlsFilesAreAnErrorAndAReloadKeepsTheOldOnes) {
    const Certificate certificate;
    EXPECT_THROW(Start([&](ServerOptions& options) { options.tls = {"/nowhere", "/nowhere"}; }), std::system_error);
    Start([&](ServerOptions& options) { options.tls = certificate.files(); });
    server_->ReloadCertificate();
    std::filesystem::resize_file(certificate.folder / "key.pem", 10);
    EXPECT_THROW(server_->ReloadCertificate(), std::system_error);
}

}  // namespace
}  // namespace http
