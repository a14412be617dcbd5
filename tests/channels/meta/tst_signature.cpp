// SPDX-License-Identifier: Apache-2.0
#include "backend/channels/meta/signature.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe::channels;

class TestSignature : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyTheSecretsOwnerSigns_data();
    void onlyTheSecretsOwnerSigns();
    void theHandshakeIsAnsweredToWhoKnowsTheToken_data();
    void theHandshakeIsAnsweredToWhoKnowsTheToken();
    void theProofIsMadeOfTokenAndSecret();
};

void TestSignature::onlyTheSecretsOwnerSigns_data()
{
    // As OpenSSL computes it: HMAC-SHA256 with the key "app-secret" over exactly these bytes.
    const QByteArray body = R"({"text":"Ol\u00e1 10h\/11h"})";
    const QByteArray right = "sha256=0381fea021a28d6194bef1da003878c5fb5229a1c3edbaa67532b37f126e0524";
    const QString secret = u"app-secret"_s;
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("secret");
    QTest::addColumn<bool>("authentic");
    QTest::newRow("signed") << body << right << secret << true;
    QTest::newRow("the same JSON in other bytes")
        << R"({"text":"Olá 10h/11h"})"_ba << right << secret << false;
    QTest::newRow("another secret") << body << right << u"other"_s << false;
    QTest::newRow("no secret") << body << right << QString() << false;
    QTest::newRow("no header") << body << QByteArray() << secret << false;
    QTest::newRow("an empty signature") << body << "sha256="_ba << secret << false;
    QTest::newRow("cut short") << body << right.chopped(1) << secret << false;
    QTest::newRow("with more behind it") << body << right + "0" << secret << false;
    QTest::newRow("without the method") << body << right.sliced(7) << secret << false;
    QTest::newRow("of another method") << body << "sha1=" + right.sliced(7) << secret << false;
    QTest::newRow("an empty body") << QByteArray() << right << secret << false;
}

void TestSignature::onlyTheSecretsOwnerSigns()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, header);
    QFETCH(QString, secret);
    WebhookCall call{body, {}, {}};
    if (!header.isNull())
        call.headers.insert("x-hub-signature-256", header);
    QTEST(meta::isSigned(call, secret), "authentic");
}

void TestSignature::theHandshakeIsAnsweredToWhoKnowsTheToken_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("ours");
    QTest::addColumn<bool>("answered");
    QTest::newRow("subscribes") << u"subscribe"_s << u"palavra"_s << u"palavra"_s << true;
    QTest::newRow("another token") << u"subscribe"_s << u"senha"_s << u"palavra"_s << false;
    QTest::newRow("the token's beginning") << u"subscribe"_s << u"palavr"_s << u"palavra"_s << false;
    QTest::newRow("another mode") << u"unsubscribe"_s << u"palavra"_s << u"palavra"_s << false;
    QTest::newRow("no mode") << QString() << u"palavra"_s << u"palavra"_s << false;
    QTest::newRow("no token set up") << u"subscribe"_s << QString() << QString() << false;
}

void TestSignature::theHandshakeIsAnsweredToWhoKnowsTheToken()
{
    QFETCH(QString, mode);
    QFETCH(QString, given);
    QFETCH(QString, ours);
    QFETCH(bool, answered);
    const WebhookCall call{{}, {},
        {{u"hub.mode"_s, mode}, {u"hub.verify_token"_s, given}, {u"hub.challenge"_s, u"1158201444 <b>"_s}}};
    const auto answer = meta::verificationAnswer(call, ours);
    QCOMPARE(answer.has_value(), answered);
    if (answered)
        QCOMPARE(*answer, "1158201444 <b>"); // the challenge is opaque
}

void TestSignature::theProofIsMadeOfTokenAndSecret()
{
    QCOMPARE(meta::appSecretProof(u"EAA-test-token"_s, u"app-secret"_s),
        u"59802c6561b8702fb9a12ad7fe9fd771a5cb97e923ab6b8469be6e944e54c1bb"_s);
}

QTEST_GUILESS_MAIN(TestSignature)
#include "tst_signature.moc"
