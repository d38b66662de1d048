#include "lib/snmp/responder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace snmp {
namespace {

using ber::Bytes;
using ber::Oid;
using ber::PduType;

const Oid kDescr{1, 3, 6, 1, 2, 1, 1, 1, 0};
const Oid kUptime{1, 3, 6, 1, 2, 1, 1, 3, 0};
const Oid kTable{1, 3, 6, 1, 4, 1, 9999, 1};

class Device final : public ResponderHost {
  public:
    explicit Device(int rows = 300) {
        MibBuilder builder;
        builder.String(EncodeOid(kDescr), "a device");
        builder.LiveTicks(EncodeOid(kUptime));
        for (int i = 0; i < rows; ++i) {
            builder.Integer(EncodeOid(kTable.With({static_cast<std::uint32_t>(i)})), i);
        }
        mib = std::move(builder).Build();
        engine.id = {0x80, 0, 0x27, 0x0F, 3, 1, 2, 3, 4, 5, 6};
        engine.boots = 7;
        engine.time = 1000;
    }
    const EncodedMib* ForCommunity(std::string_view community) override {
        return community == "public" ? &mib : nullptr;
    }
    const EncodedMib* ForContext(std::string_view context) override { return context.empty() ? &mib : nullptr; }
    [[nodiscard]] const ResponderBehavior& Behavior() const override { return behavior; }
    [[nodiscard]] std::uint32_t UptimeTicks() const override { return 4242; }
    [[nodiscard]] UsmEngine Engine() const override { return engine; }
    [[nodiscard]] const UsmUser* FindUser(std::string_view name) const override {
        const auto found = std::ranges::find(users, name, &UsmUser::name);
        return found == users.end() ? nullptr : &*found;
    }

    EncodedMib mib;
    ResponderBehavior behavior;
    UsmEngine engine;
    std::vector<UsmUser> users;
};

std::vector<std::uint8_t> WritePduBytes(PduType type, std::int32_t a, std::int32_t b, const std::vector<Oid>& names) {
    std::vector<std::uint8_t> buffer(4096);
    ber::BackWriter writer(buffer);
    const auto mark = writer.Mark();
    for (auto name = names.rbegin(); name != names.rend(); ++name) {
        const auto varbind = writer.Mark();
        writer.Element(ber::kNull, {});
        writer.OidElement(name->ids());
        writer.Wrap(ber::kSequence, varbind);
    }
    writer.Wrap(ber::kSequence, mark);
    writer.Integer(b);
    writer.Integer(a);
    writer.Integer(77);
    writer.Wrap(static_cast<std::uint8_t>(type), mark);
    return {writer.bytes().begin(), writer.bytes().end()};
}

std::vector<std::uint8_t> Ask(int version, PduType type, const std::vector<Oid>& names,
                              std::string_view community = "public", std::int32_t a = 0, std::int32_t b = 0) {
    std::vector<std::uint8_t> buffer(8192);
    ber::BackWriter writer(buffer);
    const auto mark = writer.Mark();
    writer.Raw(WritePduBytes(type, a, b, names));
    writer.Element(ber::kOctetString, ber::AsBytes(community));
    writer.Integer(version);
    writer.Wrap(ber::kSequence, mark);
    return {writer.bytes().begin(), writer.bytes().end()};
}

struct Value {
    Oid name;
    std::uint8_t tag = 0;
    std::vector<std::uint8_t> content;
};

std::vector<Value> Values(const ber::Pdu& pdu) {
    std::vector<Value> values;
    ber::Reader list(pdu.varbinds);
    while (!list.empty()) {
        ber::Reader varbind(list.Take(ber::kSequence));
        Value value;
        value.name = varbind.TakeOid();
        const auto [tag, content] = varbind.TakeAny();
        value.tag = tag;
        value.content.assign(content.begin(), content.end());
        values.push_back(std::move(value));
    }
    return values;
}

ber::Pdu Answered(Bytes bytes) {
    ber::Message message;
    EXPECT_EQ(ber::DecodeMessage(bytes, message), ber::Error::kNone);
    EXPECT_EQ(message.pdu.type, PduType::kResponse);
    return message.pdu;
}

TEST(Responder, AnswersGetWithValuesAndMissingInstances) {
    Device device;
    Responder responder;
    const auto request = Ask(1, PduType::kGet, {kDescr, kUptime, kTable});
    const auto pdu = Answered(responder.Answer(request, device));
    EXPECT_EQ(pdu.request_id, 77);
    EXPECT_EQ(pdu.error_status, 0);
    const auto values = Values(pdu);
    ASSERT_EQ(values.size(), 3U);
    EXPECT_EQ(ber::AsText(values[0].content), "a device");
    EXPECT_EQ(values[1].tag, ber::kTimeTicks);
    EXPECT_EQ(values[1].content, (std::vector<std::uint8_t>{0x10, 0x92}));  // 4242
    EXPECT_EQ(values[2].tag, ber::kNoSuchInstance);
}

TEST(Responder, AnswersVersion1WithNoSuchName) {
    Device device;
    Responder responder;
    const auto request = Ask(0, PduType::kGet, {kDescr, kTable});
    const auto pdu = Answered(responder.Answer(request, device));
    EXPECT_EQ(pdu.error_status, 2);
    EXPECT_EQ(pdu.error_index, 2);
    EXPECT_EQ(Values(pdu).size(), 2U);
}

TEST(Responder, WalksEverythingInOrderToTheEnd) {
    Device device(50);
    Responder responder;
    Oid at{1, 3};
    std::size_t seen = 0;
    while (true) {
        const auto request = Ask(1, PduType::kGetNext, {at});
        const auto values = Values(Answered(responder.Answer(request, device)));
        ASSERT_EQ(values.size(), 1U);
        if (values[0].tag == ber::kEndOfMibView) break;
        ASSERT_GT(values[0].name, at);
        at = values[0].name;
        ASSERT_LE(++seen, 52U);
    }
    EXPECT_EQ(seen, 52U);
}

TEST(Responder, FillsBulkAnswersUpToTheMessageSizeAndNoFurther) {
    Device device;
    device.behavior.max_message_size = 600;
    Responder responder;
    const auto request = Ask(1, PduType::kGetBulk, {kDescr, kTable}, "public", 1, 90);
    const Bytes answer = responder.Answer(request, device);
    EXPECT_LE(answer.size(), 600U);
    EXPECT_GT(answer.size(), 550U);
    const auto values = Values(Answered(answer));
    EXPECT_EQ(values[0].name, kUptime);  // the non-repeater
    EXPECT_EQ(values[1].name, kTable.With({0}));
    EXPECT_EQ(values[2].name, kTable.With({1}));
}

TEST(Responder, EndsBulkRowsAtTheEndOfTheView) {
    Device device(2);
    Responder responder;
    const auto request = Ask(1, PduType::kGetBulk, {kTable.With({0})}, "public", 0, 10);
    const auto values = Values(Answered(responder.Answer(request, device)));
    ASSERT_EQ(values.size(), 2U);
    EXPECT_EQ(values[0].name, kTable.With({1}));
    EXPECT_EQ(values[1].tag, ber::kEndOfMibView);
}

TEST(Responder, SaysTooBigWhenAGetDoesNotFit) {
    Device device;
    device.behavior.max_message_size = 484;
    Responder responder;
    const std::vector<Oid> names(40, kDescr);
    const auto pdu = Answered(responder.Answer(Ask(1, PduType::kGet, names), device));
    EXPECT_EQ(pdu.error_status, 1);
    EXPECT_EQ(pdu.varbind_count, 0);
}

TEST(Responder, RefusesSetAndStaysSilentForWrongCommunities) {
    Device device;
    Responder responder;
    EXPECT_EQ(Answered(responder.Answer(Ask(1, PduType::kSet, {kDescr}), device)).error_status, 17);
    EXPECT_EQ(Answered(responder.Answer(Ask(0, PduType::kSet, {kDescr}), device)).error_status, 4);
    EXPECT_TRUE(responder.Answer(Ask(1, PduType::kGet, {kDescr}, "private"), device).empty());
    EXPECT_TRUE(responder.Answer(Ask(0, PduType::kGetBulk, {kDescr}), device).empty());
    device.behavior.v1_only = true;
    EXPECT_TRUE(responder.Answer(Ask(1, PduType::kGet, {kDescr}), device).empty());
    EXPECT_FALSE(responder.Answer(Ask(0, PduType::kGet, {kDescr}), device).empty());
}

TEST(Responder, CanLoopAndAnswerUnderAnotherRequestId) {
    Device device;
    device.behavior.repeat_oid = true;
    device.behavior.request_id_offset = 5;
    Responder responder;
    const auto request = Ask(1, PduType::kGetNext, {kDescr});
    const auto pdu = Answered(responder.Answer(request, device));
    EXPECT_EQ(pdu.request_id, 82);
    EXPECT_EQ(Values(pdu)[0].name, kDescr);
}

TEST(MibBuilder, SortsAndKeepsTheFirstOfTwoWithOneName) {
    MibBuilder builder;
    builder.Integer(EncodeOid(kTable.With({300})), 3);
    builder.Integer(EncodeOid(kTable.With({2})), 1);
    builder.Integer(EncodeOid(kTable.With({16'384})), 4);
    builder.Integer(EncodeOid(kTable.With({2})), 9);
    builder.String(EncodeOid(kTable.With({20})), std::string(400, 'x'));
    const EncodedMib mib = std::move(builder).Build();
    ASSERT_EQ(mib.size(), 4U);
    EXPECT_EQ(mib.Find(kTable.With({2})), 0U);
    EXPECT_EQ(mib.Find(kTable.With({20})), 1U);
    EXPECT_EQ(mib.After(kTable.With({20})), 2U);
    EXPECT_EQ(mib.After(kTable.With({16'384})), 4U);
    ber::Reader reader(mib.VarBind(0));
    ber::Reader varbind(reader.Take(ber::kSequence));
    varbind.TakeOid();
    EXPECT_EQ(varbind.TakeInteger(), 1);
    EXPECT_EQ(reader.error(), ber::Error::kNone);
}

// ---- SNMPv3: an asker that knows the same user ----------------------------------------------------

struct Asker {
    UsmUser user;
    std::vector<std::uint8_t> engine_id;
    std::int32_t boots = 0;
    std::int32_t time = 0;
    bool auth = false;
    bool priv = false;

    [[nodiscard]] std::vector<std::uint8_t> Ask(std::string_view context = "") const {
        std::vector<std::uint8_t> inner_buffer(4096);
        ber::BackWriter inner(inner_buffer);
        const auto scoped_mark = inner.Mark();
        inner.Raw(WritePduBytes(PduType::kGet, 0, 0, {kDescr}));
        inner.Element(ber::kOctetString, ber::AsBytes(context));
        inner.Element(ber::kOctetString, engine_id);
        inner.Wrap(ber::kSequence, scoped_mark);

        std::vector<std::uint8_t> buffer(8192);
        ber::BackWriter writer(buffer);
        const auto mark = writer.Mark();
        const std::array<std::uint8_t, 8> salt = {1, 2, 3, 4, 5, 6, 7, 8};
        if (priv) {
            const auto key = LocalizePrivKey(user, engine_id);
            writer.Element(ber::kOctetString, Crypt(user.priv, true, key, boots, time, salt, inner.bytes()));
        } else {
            writer.Raw(inner.bytes());
        }
        const auto usm = writer.Mark();
        const std::size_t digest_size = auth ? DigestSize(user.auth) : 0;
        writer.Element(ber::kOctetString, priv ? Bytes(salt) : Bytes{});
        const std::size_t behind = writer.bytes().size();
        writer.Element(ber::kOctetString, std::vector<std::uint8_t>(digest_size));
        writer.Element(ber::kOctetString, ber::AsBytes(user.name));
        writer.Integer(time);
        writer.Integer(boots);
        writer.Element(ber::kOctetString, engine_id);
        writer.Wrap(ber::kSequence, usm);
        writer.Wrap(ber::kOctetString, usm);
        const auto global = writer.Mark();
        writer.Integer(3);
        const auto flags = static_cast<std::uint8_t>(4 | (auth ? 1 : 0) | (priv ? 2 : 0));
        writer.Element(ber::kOctetString, Bytes(&flags, 1));
        writer.Integer(65'507);
        writer.Integer(99);
        writer.Wrap(ber::kSequence, global);
        writer.Integer(3);
        writer.Wrap(ber::kSequence, mark);
        std::vector<std::uint8_t> message(writer.bytes().begin(), writer.bytes().end());
        if (auth) {
            const auto digest = Digest(user.auth, LocalizeKey(user.auth, user.auth_key, engine_id), message);
            std::ranges::copy(digest, message.end() - static_cast<std::ptrdiff_t>(behind + digest_size));
        }
        return message;
    }

    // The PDU of the answer, decrypted and its digest checked.
    std::pair<ber::ScopedPdu, std::vector<std::uint8_t>> Read(Bytes answer) const {
        ber::Message message;
        EXPECT_EQ(ber::DecodeMessage(answer, message), ber::Error::kNone);
        EXPECT_EQ(message.v3.message_id, 99);
        std::vector<std::uint8_t> plain(message.v3.scoped.begin(), message.v3.scoped.end());
        if (message.v3.flags & ber::kFlagAuth) {
            std::vector<std::uint8_t> zeroed(answer.begin(), answer.end());
            std::fill_n(zeroed.begin() + static_cast<std::ptrdiff_t>(message.v3.auth_offset),
                        message.v3.auth_parameters.size(), 0);
            const auto digest = Digest(user.auth, LocalizeKey(user.auth, user.auth_key, engine_id), zeroed);
            EXPECT_TRUE(std::ranges::equal(digest, message.v3.auth_parameters));
        }
        if (message.v3.flags & ber::kFlagPriv) {
            const auto whole = Crypt(user.priv, false, LocalizePrivKey(user, engine_id), message.v3.engine_boots,
                                     message.v3.engine_time, message.v3.priv_parameters, message.v3.scoped);
            ber::Reader reader(whole);
            const Bytes content = reader.Take(ber::kSequence);
            plain.assign(content.begin(), content.end());
        }
        ber::ScopedPdu scoped;
        EXPECT_EQ(ber::DecodeScopedPdu(plain, scoped), ber::Error::kNone);
        return {scoped, plain};
    }
    // The usmStats counter of a report, 0 when it is none.
    [[nodiscard]] std::uint32_t ReportOf(Bytes answer) const {
        const auto [scoped, plain] = Read(answer);
        ber::ScopedPdu own;
        EXPECT_EQ(ber::DecodeScopedPdu(plain, own), ber::Error::kNone);
        if (own.pdu.type != PduType::kReport) return 0;
        const Oid name = Values(own.pdu).at(0).name;
        return name[name.size() - 2];
    }
};

class ResponderV3 : public testing::TestWithParam<AuthProtocol> {};

TEST_P(ResponderV3, DiscoversSynchronizesAndReads) {
    Device device;
    device.users.push_back(MakeUsmUser("reader", GetParam(), "authpass123", PrivProtocol::kAes128, "privpass123"));
    Responder responder;
    Asker asker{.user = device.users[0]};
    EXPECT_EQ(asker.ReportOf(responder.Answer(asker.Ask(), device)), 4U);  // unknown engine id
    asker.engine_id = device.engine.id;
    asker.auth = asker.priv = true;
    EXPECT_EQ(asker.ReportOf(responder.Answer(asker.Ask(), device)), 2U);  // not in time window
    asker.boots = device.engine.boots;
    asker.time = device.engine.time + 100;
    const auto [unused, plain] = asker.Read(responder.Answer(asker.Ask(), device));
    ber::ScopedPdu scoped;
    ASSERT_EQ(ber::DecodeScopedPdu(plain, scoped), ber::Error::kNone);
    EXPECT_EQ(scoped.pdu.type, PduType::kResponse);
    EXPECT_EQ(scoped.pdu.request_id, 77);
    EXPECT_EQ(ber::AsText(Values(scoped.pdu).at(0).content), "a device");
}

INSTANTIATE_TEST_SUITE_P(Hashes, ResponderV3,
                         testing::Values(AuthProtocol::kMd5, AuthProtocol::kSha1, AuthProtocol::kSha256,
                                         AuthProtocol::kSha512));

TEST(ResponderV3Refusals, ReportWhatIsWrong) {
    Device device;
    device.users.push_back(
        MakeUsmUser("reader", AuthProtocol::kSha1, "authpass123", PrivProtocol::kAes128, "privpass123"));
    device.users.push_back(MakeUsmUser("plain", AuthProtocol::kNone, "", PrivProtocol::kNone, ""));
    Responder responder;
    Asker asker{.user = device.users[0], .engine_id = device.engine.id, .boots = 7, .time = 1000};

    Asker unknown = asker;
    unknown.user.name = "nobody";
    EXPECT_EQ(unknown.ReportOf(responder.Answer(unknown.Ask(), device)), 3U);
    Asker wrong = asker;
    wrong.auth = true;
    wrong.user = MakeUsmUser("reader", AuthProtocol::kSha1, "authpass124", PrivProtocol::kNone, "");
    EXPECT_EQ(wrong.ReportOf(responder.Answer(wrong.Ask(), device)), 5U);
    Asker unsupported = asker;
    unsupported.user.name = "plain";
    unsupported.auth = true;
    EXPECT_EQ(unsupported.ReportOf(responder.Answer(unsupported.Ask(), device)), 1U);
    Asker late = asker;
    late.auth = true;
    late.time = 1151;
    EXPECT_EQ(late.ReportOf(responder.Answer(late.Ask(), device)), 2U);
    Asker undecryptable = asker;
    undecryptable.auth = undecryptable.priv = true;
    undecryptable.user.priv_key = PasswordToKey(AuthProtocol::kSha1, "privpass124");
    EXPECT_EQ(undecryptable.ReportOf(responder.Answer(undecryptable.Ask(), device)), 6U);
}

TEST(ResponderV3Refusals, WantEachUserAtItsOwnLevel) {
    Device device;
    device.users.push_back(
        MakeUsmUser("reader", AuthProtocol::kSha1, "authpass123", PrivProtocol::kAes128, "privpass123"));
    Responder responder;
    Asker open{.user = device.users[0], .engine_id = device.engine.id, .boots = 7, .time = 1000};
    const auto [unused, plain] = open.Read(responder.Answer(open.Ask(), device));
    ber::ScopedPdu scoped;
    ASSERT_EQ(ber::DecodeScopedPdu(plain, scoped), ber::Error::kNone);
    EXPECT_EQ(scoped.pdu.error_status, 16);
    EXPECT_EQ(Values(scoped.pdu).at(0).tag, ber::kNull);
}

// RFC 3414 A.3.1 and A.3.2
TEST(Usm, DerivesTheKeysOfTheStandard) {
    const std::vector<std::uint8_t> engine = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2};
    const auto md5 = PasswordToKey(AuthProtocol::kMd5, "maplesyrup");
    EXPECT_EQ(md5, (std::vector<std::uint8_t>{0x9f, 0xaf, 0x32, 0x83, 0x88, 0x4e, 0x92, 0x83, 0x4e, 0xbc, 0x98, 0x47,
                                              0xd8, 0xed, 0xd9, 0x63}));
    EXPECT_EQ(LocalizeKey(AuthProtocol::kMd5, md5, engine),
              (std::vector<std::uint8_t>{0x52, 0x6f, 0x5e, 0xed, 0x9f, 0xcc, 0xe2, 0x6f, 0x89, 0x64, 0xc2, 0x93, 0x07,
                                         0x87, 0xd8, 0x2b}));
    const auto sha = PasswordToKey(AuthProtocol::kSha1, "maplesyrup");
    EXPECT_EQ(LocalizeKey(AuthProtocol::kSha1, sha, engine),
              (std::vector<std::uint8_t>{0x66, 0x95, 0xfe, 0xbc, 0x92, 0x88, 0xe3, 0x62, 0x82, 0x23,
                                         0x5f, 0xc7, 0x15, 0x1f, 0x12, 0x84, 0x97, 0xb3, 0x8f, 0x3f}));
}

TEST(Usm, RefusesShortPasswordsAndPrivacyAlone) {
    EXPECT_THROW(MakeUsmUser("u", AuthProtocol::kSha1, "short", PrivProtocol::kNone, ""), std::invalid_argument);
    EXPECT_THROW(MakeUsmUser("u", AuthProtocol::kNone, "", PrivProtocol::kAes128, "privpass123"),
                 std::invalid_argument);
    EXPECT_EQ(ParseAuthProtocol("sha-256"), AuthProtocol::kSha256);
    EXPECT_EQ(ParsePrivProtocol("AES"), PrivProtocol::kAes128);
    EXPECT_EQ(ParsePrivProtocol("aes-256-c"), PrivProtocol::kAes256C);
    EXPECT_FALSE(ParsePrivProtocol("3DES"));
}

}  // namespace
}  // namespace snmp
