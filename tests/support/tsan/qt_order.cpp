// SPDX-License-Identifier: Apache-2.0
// What Qt orders and ThreadSanitizer cannot see, since the system's Qt is not instrumented: whoever posts an
// event comes before its receiver; who finishes a future, before who hears of it; what is given to a pool,
// before its run; a thread's events, before the end of a wait for it. Qt's functions that our code calls are
// replaced by ones that tell it and then call the real ones. Linked into the tests of the preset tsan only.

#include <QCoreApplication>
#include <QEvent>
#include <QFutureInterface>
#include <QMetaObject>
#include <QObject>
#include <QThread>
#include <QThreadPool>

#include <private/qobject_p.h>

#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

extern "C" {
void AnnotateIgnoreReadsBegin(const char *file, int line);
void AnnotateIgnoreReadsEnd(const char *file, int line);
void AnnotateIgnoreWritesBegin(const char *file, int line);
void AnnotateIgnoreWritesEnd(const char *file, int line);
}

static void before(const void *what)
{
    __tsan_release(const_cast<void *>(what));
}

static void after(const void *what)
{
    __tsan_acquire(const_cast<void *>(what));
}

template <class Function> static Function real(const char *symbol)
{
    void *const found = dlsym(RTLD_NEXT, symbol);
    if (!found)
        qFatal("this Qt has no %s", symbol);
    return reinterpret_cast<Function>(found);
}

namespace {
/// What is read and written while it lives is ordered by Qt.
class Unseen {
public:
    Unseen()
    {
        AnnotateIgnoreReadsBegin(__FILE__, __LINE__);
        AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
    }
    ~Unseen()
    {
        AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
        AnnotateIgnoreReadsEnd(__FILE__, __LINE__);
    }
    Q_DISABLE_COPY_MOVE(Unseen)
};
} // namespace

/// Who emitted the signal that the event carries.
static const QObject *senderOf(const QEvent *event)
{
    const Unseen unseen;
    return event->type() == QEvent::MetaCall ? static_cast<const QAbstractMetaCallEvent *>(event)->sender()
                                             : nullptr;
}

/// Qt calls it on the receiver's thread before each event.
static bool receive(void **arguments)
{
    after(arguments[0]);
    if (const QObject *sender = senderOf(static_cast<const QEvent *>(arguments[1])))
        after(sender);
    before(QThread::currentThread());
    return false;
}
static const bool receiving = QInternal::registerCallback(QInternal::EventNotifyCallback, receive);

namespace {
/// A slot that is called once, between the thread that asked and the one that runs it. Qt counts the
/// references to slots, out of sight: so the true slot goes where it ran, or where it was given up.
class OrderedSlot : public QtPrivate::QSlotObjectBase {
public:
    explicit OrderedSlot(QtPrivate::QSlotObjectBase *slot)
        : QSlotObjectBase(&handle)
        , m_slot(slot)
    {
    }

private:
    static void handle(int which, QSlotObjectBase *self, QObject *receiver, void **arguments, bool *)
    {
        auto *const ordered = static_cast<OrderedSlot *>(self);
        after(self);
        if (QSlotObjectBase *const slot = ordered->take()) {
            if (which == Call)
                slot->call(receiver, arguments);
            slot->destroyIfLastRef();
        }
        if (which == Destroy)
            ordered->destroy();
        else
            before(self);
    }

    QSlotObjectBase *take()
    {
        const Unseen unseen;
        return std::exchange(m_slot, nullptr);
    }

    void destroy()
    {
        const Unseen unseen;
        delete this;
    }

    QSlotObjectBase *m_slot;
};
} // namespace

bool QMetaObject::invokeMethodImpl(
    QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type, void *returned)
{
    static const auto next = real<decltype(&QMetaObject::invokeMethodImpl)>(
        "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv");
    auto *const ordered = new OrderedSlot(slot);
    before(ordered);
    const bool invoked = next(object, ordered, type, returned);
    if (type == Qt::BlockingQueuedConnection)
        after(ordered);
    return invoked;
}

void QMetaObject::activate(QObject *sender, const QMetaObject *of, int signal, void **arguments)
{
    using Activate = void (*)(QObject *, const QMetaObject *, int, void **);
    static const auto next = real<Activate>("_ZN11QMetaObject8activateEP7QObjectPKS_iPPv");
    before(sender);
    next(sender, of, signal, arguments);
}

void QCoreApplication::postEvent(QObject *receiver, QEvent *event, int priority)
{
    static const auto next =
        real<decltype(&QCoreApplication::postEvent)>("_ZN16QCoreApplication9postEventEP7QObjectP6QEventi");
    before(receiver);
    next(receiver, event, priority);
}

void QObject::deleteLater()
{
    static const auto next = real<void (*)(QObject *)>("_ZN7QObject11deleteLaterEv");
    before(this);
    next(this);
}

bool QThread::wait(QDeadlineTimer deadline)
{
    static const auto next = real<bool (*)(QThread *, QDeadlineTimer)>("_ZN7QThread4waitE14QDeadlineTimer");
    const bool ended = next(this, deadline);
    after(this);
    return ended;
}

void QThreadPool::start(std::function<void()> task, int priority)
{
    using Start = void (*)(QThreadPool *, std::function<void()>, int);
    static const auto next = real<Start>("_ZN11QThreadPool5startESt8functionIFvvEEi");
    static char pools;
    std::function<void()> ordered = [this, task = std::move(task)]() mutable {
        after(&pools);
        std::exchange(task, {})();
        before(this);
    };
    before(&pools);
    next(this, std::move(ordered), priority);
}

bool QThreadPool::waitForDone(int milliseconds)
{
    static const auto next = real<bool (*)(QThreadPool *, int)>("_ZN11QThreadPool11waitForDoneEi");
    const bool done = next(this, milliseconds);
    after(this);
    return done;
}

void QFutureInterfaceBase::reportFinished()
{
    static const auto next =
        real<void (*)(QFutureInterfaceBase *)>("_ZN20QFutureInterfaceBase14reportFinishedEv");
    before(&mutex());
    after(&mutex());
    next(this);
}

void QFutureInterfaceBase::waitForFinished()
{
    static const auto next =
        real<void (*)(QFutureInterfaceBase *)>("_ZN20QFutureInterfaceBase15waitForFinishedEv");
    next(this);
    after(&mutex());
}

void QFutureInterfaceBase::setContinuation(
    std::function<void(const QFutureInterfaceBase &)> told, QFutureInterfaceBasePrivate *continued)
{
    using Continue = void (*)(QFutureInterfaceBase *, std::function<void(const QFutureInterfaceBase &)>,
        QFutureInterfaceBasePrivate *);
    static const auto next = real<Continue>(
        "_ZN20QFutureInterfaceBase15setContinuationESt8functionIFvRKS_EEP27QFutureInterfaceBasePrivate");
    auto run = [told = std::move(told)](const QFutureInterfaceBase &parent) {
        after(&parent.mutex());
        told(parent);
    };
    std::function<void(const QFutureInterfaceBase &)> ordered = std::move(run);
    before(&mutex());
    after(&mutex());
    next(this, std::move(ordered), continued);
}

void QFutureInterfaceBase::cleanContinuation()
{
    static const auto next =
        real<void (*)(QFutureInterfaceBase *)>("_ZN20QFutureInterfaceBase17cleanContinuationEv");
    after(&mutex());
    next(this);
}

bool QFutureInterfaceBase::derefT() const noexcept
{
    static const auto next =
        real<bool (*)(const QFutureInterfaceBase *)>("_ZNK20QFutureInterfaceBase6derefTEv");
    const void *const results = &mutex();
    before(results);
    const bool used = next(this);
    if (!used)
        after(results);
    return used;
}
