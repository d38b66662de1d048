#include "lib/snmp/ber.hpp"
#include "lib/base/testing/source_folder.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>

namespace snmp::ber {
namespace {

std::vector<std::uint8_t> Hex(std::string_view hex) {
    std::vector<std::uint8_t> bytes;
    for (std::size_t i = 0; i + 1 < hex.size();) {
        if (hex[i] == ' ') {
            ++i;
            continue;
        }
        bytes.push_back(static_cast<std::uint8_t>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
        i += 2;
    }
    return bytes;
}

// snmpget -v2c -c public ... 1.3.6.1.2.1.1.1.0
const std::string_view kGetV2c =
    "30 26 020101 0406 7075626C6963 A019 0202 1234 020100 020100 300D 300B 0607 2B060102010101 "
    "0500";

// A copy in a buffer of exactly its size, so that a sanitizer sees every octet read outside it.
Error DecodeExactly(Bytes data) {
    const auto exact = std::make_unique<std::uint8_t[]>(data.size());
    if (!data.empty()) std::memcpy(exact.get(), data.data(), data.size());
    Message message;
    const Error error = DecodeMessage({exact.get(), data.size()}, message);
    if (error == Error::kNone && message.version == 3) {
        ScopedPdu scoped;
        (void)DecodeScopedPdu(message.v3.scoped, scoped);
    }
    return error;
}

TEST(Ber, DecodesAGetRequest) {
    const auto bytes = Hex(kGetV2c);
    Message message;
    ASSERT_EQ(DecodeMessage(bytes, message), Error::kNone);
    EXPECT_EQ(message.version, 1);
    EXPECT_EQ(AsText(message.community), "public");
    EXPECT_EQ(message.pdu.type, PduType::kGet);
    EXPECT_EQ(message.pdu.request_id, 0x1234);
    EXPECT_EQ(message.pdu.varbind_count, 1);
    Reader list(message.pdu.varbinds);
    Reader varbind(list.Take(kSequence));
    EXPECT_EQ(varbind.TakeOid().ToString(), "1.3.6.1.2.1.1.1");
}

// Malformed SNMP: truncated, wrong lengths.
TEST(Ber, RefusesEveryTruncationOfAMessage) {
    const auto bytes = Hex(kGetV2c);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_NE(DecodeExactly(Bytes(bytes).first(size)), Error::kNone) << size;
    }
    auto longer = bytes;
    longer.push_back(0);
    EXPECT_EQ(DecodeExactly(longer), Error::kTrailingBytes);
}

TEST(Ber, RefusesIndefiniteAndOverlongLengths) {
    EXPECT_EQ(DecodeExactly(Hex("30 80 020101 0000")), Error::kBadLength);
    EXPECT_EQ(DecodeExactly(Hex("30 85 0000000001 00")), Error::kBadLength);
    EXPECT_EQ(DecodeExactly(Hex("30 84 FFFFFFFF 00")), Error::kTruncated);
}

TEST(Ber, RefusesNumbersAndNamesThatDoNotFit) {
    Reader wide(Bytes{});
    const auto number = Hex("0205 0100000000");
    Reader five(number);
    EXPECT_EQ(five.TakeInteger(), 0);
    EXPECT_EQ(five.error(), Error::kBadInteger);
    EXPECT_TRUE(DecodeOid(Hex("2B 90 80 80 80 00")).empty());  // 2^32
    EXPECT_TRUE(DecodeOid(Hex("2B 80 01")).empty());           // not minimal
    EXPECT_TRUE(DecodeOid(Hex("2B 81")).empty());              // cut off
    std::vector<std::uint8_t> many(200, 1);
    EXPECT_TRUE(DecodeOid(many).empty());
    EXPECT_TRUE(wide.empty());
}

TEST(Ber, SurvivesEveryByteChanged) {
    const auto bytes = Hex(kGetV2c);
    std::size_t refused = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        for (int value = 0; value < 256; ++value) {
            auto changed = bytes;
            changed[at] = static_cast<std::uint8_t>(value);
            if (DecodeExactly(changed) != Error::kNone) ++refused;
        }
    }
    EXPECT_GT(refused, bytes.size() * 100);
}

// The inputs of the fuzz target, and random changes of them, without a fuzzer.
TEST(Ber, SurvivesTheFuzzCorpus) {
    const std::filesystem::path folder = std::filesystem::path(base::SourceFolder()) / "tests/fuzz/corpus/ber";
    std::size_t files = 0;
    std::mt19937 random(7);
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream in(entry.path(), std::ios::binary);
        std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(in), {}};
        ++files;
        (void)DecodeExactly(bytes);
        for (int round = 0; round < 2000 && !bytes.empty(); ++round) {
            auto changed = bytes;
            for (int i = 0; i < 3; ++i) {
                changed[random() % changed.size()] = static_cast<std::uint8_t>(random());
            }
            (void)DecodeExactly(changed);
        }
    }
    EXPECT_GE(files, 6U);
}

TEST(Ber, WritesWhatItReads) {
    std::array<std::uint8_t, 512> buffer;
    for (const std::int64_t value :
         {0LL, 1LL, -1LL, 127LL, 128LL, -128LL, -129LL, 65'535LL, 2'147'483'647LL, -2'147'483'648LL}) {
        BackWriter writer(buffer);
        writer.Integer(value);
        Reader reader(writer.bytes());
        EXPECT_EQ(reader.TakeInteger(), value);
        EXPECT_EQ(reader.error(), Error::kNone);
    }
    for (const std::uint64_t value : {0ULL, 127ULL, 128ULL, 4'294'967'295ULL}) {
        BackWriter writer(buffer);
        writer.Unsigned(value, kCounter32);
        Reader reader(writer.bytes());
        EXPECT_EQ(reader.TakeUnsigned(kCounter32), value);
    }
    BackWriter big(buffer);
    big.Unsigned(18'446'744'073'709'551'615ULL, kCounter64);
    EXPECT_EQ(Reader(big.bytes()).TakeUnsigned(kCounter64), 18'446'744'073'709'551'615ULL);
    for (const std::string_view text :
         {"1.3.6.1.2.1.43.11.1.1.9.1.128", "0.0", "2.999.3", "1.3.6.1.4.1.4294967295.16384.16383"}) {
        const auto oid = Oid::Parse(text);
        ASSERT_TRUE(oid) << text;
        BackWriter writer(buffer);
        writer.OidElement(oid->ids());
        EXPECT_EQ(Reader(writer.bytes()).TakeOid().ToString(), text);
    }
}

TEST(Ber, SaysSoWhenTheBufferIsFull) {
    std::array<std::uint8_t, 8> buffer;
    BackWriter writer(buffer);
    writer.Element(kOctetString, AsBytes("more than eight octets"));
    EXPECT_TRUE(writer.full());
}

TEST(Ber, ComparesNamesAsNumbersNotAsOctets) {
    const Oid small{1, 3, 6, 1, 16'383};
    const Oid large{1, 3, 6, 1, 16'384};
    std::array<std::uint8_t, 64> buffer;
    BackWriter writer(buffer);
    writer.OidElement(large.ids());
    const Bytes encoded = Reader(writer.bytes()).TakeAny().second;
    EXPECT_EQ(Compare(small, encoded), std::strong_ordering::less);
    EXPECT_EQ(Compare(large, encoded), std::strong_ordering::equal);
    EXPECT_EQ(Compare(large.With({0}), encoded), std::strong_ordering::greater);
    EXPECT_LT(small, large);
}

TEST(Ber, ParsesNamesStrictly) {
    EXPECT_EQ(Oid::Parse(".1.3.6")->ToString(), "1.3.6");
    for (const std::string_view bad : {"", "1.", "1..3", "1.3.x", "1.4294967296", "-1"}) {
        EXPECT_FALSE(Oid::Parse(bad)) << bad;
    }
}

}  // namespace
}  // namespace snmp::ber
