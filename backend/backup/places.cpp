// SPDX-License-Identifier: Apache-2.0
#include "backend/backup/places.h"

#include "backend/store/control.h"

namespace acolhe::backup {

using namespace Qt::StringLiterals;
using store::Databases;

QString nameOf(store::Place place)
{
    return place.isValid() ? u"clinic %1"_s.arg(place.value) : u"control"_s;
}

Result<> expectRemoved(const Databases &databases, ClinicId clinic)
{
    auto control = databases.open(store::controlPlace, Databases::Use::Read);
    if (!control)
        return control.error();
    const auto clinics = store::Clinics(**control).all();
    if (!clinics)
        return clinics.error();
    const auto is = [&](const Clinic &one) { return one.id == clinic; };
    if (std::any_of(clinics->begin(), clinics->end(), is))
        return Error::internal(u"%1 has no database: nothing was backed up"_s.arg(nameOf(clinic)));
    return Done{};
}

} // namespace acolhe::backup
