// SPDX-License-Identifier: Apache-2.0
#include "backend/store/patients.h"

#include "backend/base/phone.h"
#include "backend/base/text.h"

namespace acolhe::store {

using namespace Qt::StringLiterals;

static PatientSummary summaryOf(Row &row)
{
    PatientSummary summary;
    summary.id = row.next<PatientId>();
    summary.name = row.next<QString>();
    summary.phone = row.next<std::optional<QString>>();
    return summary;
}

Result<Patient> Patients::find(PatientId id)
{
    auto found = m_connection.one<Patient>(
        u"SELECT id, name, phone, email, birth_date, remarks, created_at FROM patient WHERE id = ?"_s,
        with(id), [](Row &row) {
            Patient patient;
            patient.id = row.next<PatientId>();
            patient.name = row.next<QString>();
            patient.phone = row.next<std::optional<QString>>();
            patient.email = row.next<std::optional<QString>>();
            patient.birthDate = row.next<std::optional<QString>>();
            patient.remarks = row.next<QString>();
            patient.createdAt = row.next<Timestamp>();
            return patient;
        });
    if (!found)
        return found.error();
    if (!*found)
        return Error::notFound(u"patient"_s);
    Patient patient = **std::move(found);
    auto identities = identitiesOf(id);
    if (!identities)
        return identities.error();
    patient.identities = *std::move(identities);
    return patient;
}

Result<QList<Identity>> Patients::identitiesOf(PatientId id)
{
    return m_connection.all<Identity>(
        u"SELECT kind, value, address, display_name FROM identity WHERE patient_id = ? ORDER BY id"_s,
        with(id), [](Row &row) {
            Identity identity;
            identity.kind = row.next<IdentityKind>();
            identity.value = row.next<QString>();
            identity.address = row.next<QString>();
            identity.displayName = row.next<QString>();
            return identity;
        });
}

Result<std::optional<PatientSummary>> Patients::knownBy(const Identity &identity)
{
    return m_connection.one<PatientSummary>(
        u"SELECT p.id, p.name, p.phone FROM identity i JOIN patient p ON p.id = i.patient_id WHERE i.kind = ? AND i.value = ?"_s,
        with(identity.kind, identity.value), summaryOf);
}

Result<QList<PatientId>> Patients::knownOf(const QList<Identity> &identities)
{
    QMap<IdentityKind, QMap<QString, QList<qsizetype>>> places;
    for (qsizetype i = 0; i < identities.size(); ++i)
        places[identities[i].kind][identities[i].value].append(i);
    QList<PatientId> found(identities.size());
    for (auto ofKind = places.cbegin(); ofKind != places.cend(); ++ofKind) {
        QVariantList values;
        for (const QString &value : ofKind->keys())
            values.append(bound(value));
        const InList in(values);
        const auto read = m_connection.each(
            u"WITH wanted(value) AS (VALUES %1) SELECT value, (SELECT i.patient_id FROM identity i "
            "WHERE i.kind = ? AND i.value = wanted.value) FROM wanted"_s.arg(in.rows()),
            in.values + with(ofKind.key()), [&](Row &row) {
                const QString value = row.next<QString>();
                const auto patient = row.next<std::optional<PatientId>>();
                for (const qsizetype place : ofKind->value(value))
                    found[place] = patient.value_or(PatientId{});
            });
        if (!read)
            return read.error();
    }
    return found;
}

Result<> Patients::addIdentity(PatientId id, const Identity &identity)
{
    const auto put = m_connection.run(
        u"INSERT INTO identity (patient_id, kind, value, address, display_name) VALUES (?, ?, ?, ?, ?) ON CONFLICT (kind, value) DO NOTHING"_s,
        with(id, identity.kind, identity.value, identity.address, identity.displayName));
    return put ? Result<>(Done{}) : Result<>(put.error());
}

/// A name for somebody whom the channel did not name.
static QString nameFrom(const QList<Identity> &identities)
{
    for (const Identity &identity : identities) {
        if (!identity.displayName.isEmpty())
            return identity.displayName;
    }
    if (identities.isEmpty())
        return u"?"_s;
    const Identity &first = identities.first();
    return first.kind == IdentityKind::Phone ? displayPhone(first.address) : first.address;
}

Result<PatientSummary> Patients::findOrCreate(
    const QList<Identity> &identities, const QString &name, Timestamp now)
{
    std::optional<PatientSummary> known;
    QList<Identity> fresh;
    for (const Identity &identity : identities) {
        const auto found = knownBy(identity);
        if (!found)
            return found.error();
        if (!*found)
            fresh.append(identity);
        else if (!known)
            known = *found;
    }
    if (!known) {
        Patient patient;
        patient.name = name.trimmed().isEmpty() ? nameFrom(identities) : name.trimmed().left(200);
        patient.createdAt = now;
        for (const Identity &identity : identities) {
            if (identity.kind == IdentityKind::Phone && !patient.phone)
                patient.phone = identity.value;
            if (identity.kind == IdentityKind::Email && !patient.email)
                patient.email = identity.value;
        }
        const auto id = add(patient);
        if (!id)
            return id.error();
        known = PatientSummary{*id, patient.name, patient.phone};
    }
    for (const Identity &identity : std::as_const(fresh)) {
        if (const auto joined = addIdentity(known->id, identity); !joined)
            return joined.error();
    }
    return *known;
}

Result<PatientId> Patients::add(const Patient &patient)
{
    const auto id = m_connection.insert(
        u"INSERT INTO patient (name, name_folded, phone, email, birth_date, remarks, created_at) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id"_s,
        with(patient.name, folded(patient.name), patient.phone, patient.email, patient.birthDate,
            patient.remarks, patient.createdAt));
    return id ? Result<PatientId>(PatientId{*id}) : Result<PatientId>(id.error());
}

Result<> Patients::save(const Patient &patient)
{
    m_connection.foreseen().clear(); // its conversations show the name
    const auto saved = m_connection.run(
        u"UPDATE patient SET name = ?, name_folded = ?, phone = ?, email = ?, birth_date = ?, remarks = ? WHERE id = ?"_s,
        with(patient.name, folded(patient.name), patient.phone, patient.email, patient.birthDate,
            patient.remarks, patient.id));
    return saved ? Result<>(Done{}) : Result<>(saved.error());
}

Result<QList<PatientSummary>> Patients::search(const QString &query, int limit)
{
    const auto like = [](QString text) {
        return u'%' + text.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s) + u'%';
    };
    QString digits;
    for (const QChar c : query) {
        if (c >= u'0' && c <= u'9')
            digits.append(c);
    }
    // A few digits are in every phone: they count from four on.
    const QString phone = digits.size() >= 4 ? like(digits) : u"-"_s;
    return m_connection.all<PatientSummary>(
        u"SELECT p.id, p.name, p.phone FROM patient p WHERE p.name_folded LIKE ? ESCAPE '\\' OR p.phone LIKE "
        u"? ESCAPE '\\' "
        u"OR LOWER(p.email) LIKE ? ESCAPE '\\' OR EXISTS (SELECT 1 FROM identity i WHERE i.patient_id = p.id "
        u"AND "
        u"(i.value LIKE ? ESCAPE '\\' OR i.address LIKE ? ESCAPE '\\')) ORDER BY p.name_folded, p.id LIMIT ?"_s,
        with(like(folded(query)), phone, like(query.toLower()), phone, phone, limit), summaryOf);
}

} // namespace acolhe::store
