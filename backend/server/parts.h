// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/media/media_endpoint.h"
#include "backend/api/metrics/front_metrics.h"
#include "backend/api/metrics/process_metrics.h"
#include "backend/api/rpc/call_metrics.h"
#include "backend/api/rpc/rpc_server.h"
#include "backend/api/webhooks/webhooks.h"
#include "backend/demo/demo_channel.h"
#include "backend/demo/simulator.h"
#include "backend/server/server.h"
#include "backend/services/auth.h"
#include "backend/services/backlog_census.h"
#include "backend/services/clinic_options.h"
#include "backend/services/clinic_registry.h"
#include "backend/services/companions.h"
#include "backend/services/conversations.h"
#include "backend/services/drafts.h"
#include "backend/services/event_feed.h"
#include "backend/services/hub.h"
#include "backend/services/inboxes.h"
#include "backend/services/journal.h"
#include "backend/services/live_inboxes.h"
#include "backend/services/messages.h"
#include "backend/services/metrics.h"
#include "backend/services/notes.h"
#include "backend/services/outbox.h"
#include "backend/services/patients.h"
#include "backend/services/presence_board.h"
#include "backend/services/quick_replies.h"
#include "backend/services/scheduled_messages.h"
#include "backend/services/team.h"

namespace acolhe::server {

/// Everything a server is made of, in the order of making: what comes later uses what comes before.
struct Server::Parts {
    Parts(std::unique_ptr<store::Store> opened, services::Keyring keys, const Clock &clock,
        const Options &options);

    metrics::Registry
        figures; ///< first, so gone last: the store's end still answers calls, which are counted
    std::unique_ptr<store::Store> store;
    services::Keyring keyring;
    SteadyClock steady;
    demo::DemoExchange exchange;
    services::ChannelCatalog catalog;
    services::Passwords passwords;
    services::LoginThrottle throttle;
    services::PresenceBoard presence;
    services::Hub hub;
    services::EventFeed feed;
    services::Sessions sessions;
    services::Auth auth;
    services::ClinicRegistry clinics;
    services::Team team;
    services::BacklogCensus census;
    services::InboxDirectory directory;
    services::LiveInboxes live;
    services::Inbound inbound;
    services::Outbox outbox;
    services::Messages messages;
    services::ScheduledMessages scheduled;
    services::Drafts drafts;
    services::Companions companions;
    services::ClinicOptions clinicOptions;
    services::Media media;
    services::Conversations conversations;
    services::Patients patients;
    services::Notes notes;
    services::QuickReplies quickReplies;
    services::Inboxes inboxes;
    services::Journal journal;
    services::Metrics metrics;
    api::Router router;
    api::Webhooks webhooks;
    http::Front front;
    std::unique_ptr<api::RpcServer> rpc;
    std::unique_ptr<api::MediaEndpoint> files;
    std::unique_ptr<demo::Simulator> simulator;
    QUrl url;
    qint64 certificateEndsMs = 0; ///< since 1970; 0: without TLS
    int loading = 0; ///< clinics that are being read at the start
    bool ready = false;
};

/// Gives the router a handler for each method.
void serveMethods(api::Router &router, Server::Parts &parts);
/// /healthz, /readyz, /metrics and /webhooks on the front.
void serveEndpoints(Server::Parts &parts, const Options &options);
/// What the parts count, in the registry.
void watchParts(Server::Parts &parts, const Options &options, const Clock &clock);

} // namespace acolhe::server
