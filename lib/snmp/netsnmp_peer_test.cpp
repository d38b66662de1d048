// An implementation that is not ours asks our responder, over every pair of SNMPv3 protocols. Our
// client and our responder share their keys and digests, so that agreeing with each other proves
// nothing; agreeing with net-snmp does. (Its headers define macros and C names: included last, used
// here only.)
#include <gtest/gtest.h>

#include "lib/snmp/test_machine.hpp"

extern "C" {
#include <net-snmp/net-snmp-config.h>

#include <net-snmp/net-snmp-includes.h>

#include <net-snmp/library/scapi.h>
}

namespace snmp {
namespace {

struct Pair {
    const char* name;
    const char* auth_name;
    AuthProtocol auth;
    PrivProtocol priv;
    const char* priv_name = "AES";
};

class NetSnmpPeer : public testing::TestWithParam<Pair> {
  protected:
    static void SetUpTestSuite() {
        netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DONT_LOAD_HOST_FILES, 1);
        netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DONT_READ_CONFIGS, 1);
        netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DONT_PERSIST_STATE, 1);
        ::setenv("MIBS", "",
                 1);  // names of objects are not needed, and it complains about missing files
        init_snmp("platen-test");
    }
};

constexpr char kAuthPassword[] = "authentication";
constexpr char kPrivPassword[] = "privacy key";

TEST_P(NetSnmpPeer, ReadsFromOurResponder) {
    Values values;
    values.AddOctets(Oid{1, 3, 6, 1, 2, 1, 1, 1, 0}.ids(), ber::kOctetString, "ours");
    TestMachine machine(values);
    // net-snmp remembers engines and users: each pair is another user.
    const std::string user = std::string("reader-") + GetParam().name;
    machine.AddUser(MakeUsmUser(user, GetParam().auth, kAuthPassword, GetParam().priv, kPrivPassword));

    netsnmp_session session;
    snmp_sess_init(&session);
    std::string peer = "udp:127.0.0.1:" + std::to_string(machine.endpoint().port());
    session.peername = peer.data();
    session.version = SNMP_VERSION_3;
    session.timeout = 2'000'000;
    session.retries = 1;
    std::string name = user;
    session.securityName = name.data();
    session.securityNameLen = name.size();
    session.securityLevel =
        GetParam().priv == PrivProtocol::kNone ? SNMP_SEC_LEVEL_AUTHNOPRIV : SNMP_SEC_LEVEL_AUTHPRIV;
    const int auth_type = usm_lookup_auth_type(GetParam().auth_name);
    ASSERT_GT(auth_type, 0) << GetParam().auth_name;
    std::size_t length = 0;
    auto* auth = const_cast<oid*>(sc_get_auth_oid(auth_type, &length));
    session.securityAuthProto = auth;
    session.securityAuthProtoLen = length;
    session.securityAuthKeyLen = USM_AUTH_KU_LEN;
    ASSERT_EQ(generate_Ku(auth, static_cast<u_int>(length), reinterpret_cast<const u_char*>(kAuthPassword),
                          sizeof kAuthPassword - 1, session.securityAuthKey, &session.securityAuthKeyLen),
              SNMPERR_SUCCESS);
    if (GetParam().priv != PrivProtocol::kNone) {
        std::size_t priv_length = 0;
        session.securityPrivProto =
            const_cast<oid*>(sc_get_priv_oid(usm_lookup_priv_type(GetParam().priv_name), &priv_length));
        session.securityPrivProtoLen = priv_length;
        session.securityPrivKeyLen = USM_PRIV_KU_LEN;
        ASSERT_EQ(generate_Ku(auth, static_cast<u_int>(length), reinterpret_cast<const u_char*>(kPrivPassword),
                              sizeof kPrivPassword - 1, session.securityPrivKey, &session.securityPrivKeyLen),
                  SNMPERR_SUCCESS);
    }
    void* opened = snmp_sess_open(&session);
    ASSERT_NE(opened, nullptr);
    netsnmp_pdu* request = snmp_pdu_create(SNMP_MSG_GET);
    const oid descr[] = {1, 3, 6, 1, 2, 1, 1, 1, 0};
    snmp_add_null_var(request, descr, 9);
    netsnmp_pdu* answer = nullptr;
    const int status = snmp_sess_synch_response(opened, request, &answer);
    EXPECT_EQ(status, STAT_SUCCESS);
    ASSERT_NE(answer, nullptr);
    EXPECT_EQ(answer->errstat, 0);
    ASSERT_NE(answer->variables, nullptr);
    EXPECT_EQ(std::string(reinterpret_cast<const char*>(answer->variables->val.string), answer->variables->val_len),
              "ours");
    snmp_free_pdu(answer);
    snmp_sess_close(opened);
}

INSTANTIATE_TEST_SUITE_P(Pairs, NetSnmpPeer,
                         testing::Values(Pair{"Md5", "MD5", AuthProtocol::kMd5, PrivProtocol::kNone},
                                         Pair{"Sha1", "SHA", AuthProtocol::kSha1, PrivProtocol::kNone},
                                         Pair{"Sha1Aes", "SHA", AuthProtocol::kSha1, PrivProtocol::kAes128},
                                         Pair{"Sha224Aes", "SHA-224", AuthProtocol::kSha224, PrivProtocol::kAes128},
                                         Pair{"Sha256Aes", "SHA-256", AuthProtocol::kSha256, PrivProtocol::kAes128},
                                         Pair{"Sha384Aes", "SHA-384", AuthProtocol::kSha384, PrivProtocol::kAes128},
                                         Pair{"Sha512Aes", "SHA-512", AuthProtocol::kSha512, PrivProtocol::kAes128}),
                         [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace snmp
