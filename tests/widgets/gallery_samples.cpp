// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/gallery_samples.h"

using namespace Qt::StringLiterals;

namespace acolhe::ui::samples {

QList<ConversationRow> rows()
{
    const QString whatsapp = u"whatsapp_cloud"_s;
    return {
        {u"Marina da Silva"_s, whatsapp, u"Consigo remarcar para quinta à tarde? Trabalho até as 14h"_s,
            u"14:32"_s, u"3 min"_s, WaitLevel::Near, u"Remarcação"_s, 2},
        {u"João Pedro Alves"_s, whatsapp, u"Áudio (0:24)"_s, u"14:29"_s, u"6 min"_s, WaitLevel::Near,
            u"Exame"_s, 1},
        {u"Beatriz Nogueira"_s, u"instagram"_s, u"Você: O preparo é jejum de 8 horas."_s, u"14:21"_s},
        {u"Carlos Eduardo Lima de Albuquerque Cavalcanti"_s, u"email"_s, u"Segue a carteirinha do convênio"_s,
            u"14:05"_s, u"27 min"_s, WaitLevel::Over, u"Convênio"_s, 131},
        {u"Visitante do site"_s, u"webchat"_s, u"Vocês atendem Unimed?"_s, u"13:58"_s, u"34 min"_s,
            WaitLevel::Over, {}, 3},
        {u"Rafael Monteiro"_s, u"messenger"_s, u"Rascunho: O valor da consulta é"_s, u"13:22"_s, {},
            WaitLevel::None, u"Orçamento"_s, 0, true},
        {u"+55 84 98765-4321"_s, whatsapp, u"Obrigada, doutora! 🙏"_s, u"12:57"_s},
        {u"محمد علي"_s, u"?"_s, u"مرحبا، هل يوجد موعد؟"_s, u"ontem"_s},
    };
}

static QList<BubbleContent> outgoingStates()
{
    QList<BubbleContent> all;
    const auto add = [&](Ticks ticks, const QString &text, const QString &problem = {},
                         const QString &action = {}) {
        BubbleContent content{.kind = BubbleKind::Outgoing,
            .text = text,
            .author = u"Paula"_s,
            .time = u"14:30"_s,
            .ticks = ticks};
        content.problem = problem;
        content.action = action;
        all.append(content);
    };
    add(Ticks::Clock, u"Na fila"_s);
    add(Ticks::One, u"Enviada"_s);
    add(Ticks::Two, u"Sem problemas, Marina. Vou verificar os horários da Dra. Ana para esta semana."_s);
    add(Ticks::Read, u"Lida"_s);
    add(Ticks::Failed, u"O resultado sai amanhã."_s, u"O número não tem WhatsApp ou bloqueou a clínica."_s,
        u"Tentar de novo"_s);
    add(Ticks::Uncertain, u"Confirmado para as 16:00."_s,
        u"Não sabemos se o WhatsApp recebeu. Confira antes de repetir."_s, u"Enviar outra vez"_s);
    return all;
}

static BubbleContent reply()
{
    BubbleContent made{
        .kind = BubbleKind::Incoming, .text = u"Consigo remarcar para quinta à tarde?"_s, .time = u"14:32"_s};
    made.quoteAuthor = u"Paula"_s;
    made.quoteText = u"Sem problemas, Marina. Vou verificar os horários da Dra. Ana para esta semana."_s;
    return made;
}

QList<BubbleContent> thread()
{
    QList<BubbleContent> all{
        {.kind = BubbleKind::Separator, .text = u"Hoje"_s},
        {.kind = BubbleKind::System,
            .text = u"Lembrete automático de 48 h enviado · modelo lembrete_consulta"_s,
            .icon = u"bell-ring"_s},
        {.kind = BubbleKind::Outgoing,
            .text =
                u"Olá, Marina! Lembrando da sua consulta com a Dra. Ana Prado amanhã, 24/11, às 14:00. Você confirma a presença?"_s,
            .author = u"Automático"_s,
            .time = u"09:00"_s,
            .ticks = Ticks::Read},
        {.kind = BubbleKind::Incoming,
            .text = u"Oi! Tive um imprevisto no trabalho 😕"_s,
            .time = u"14:27"_s,
            .reactions = {u"👍"_s}},
        {.kind = BubbleKind::Incoming,
            .text = u"Veja https://exemplo.com.br/preparo?x=1, por favor.\nSegunda linha."_s,
            .time = u"14:27"_s},
    };
    all.append({.kind = BubbleKind::Incoming,
        .time = u"14:28"_s,
        .cards = {{u"mic"_s, u"Mensagem de voz"_s, u"0:24 · ainda não pode ser ouvida aqui"_s}}});
    all.append({.kind = BubbleKind::Incoming,
        .text = u"Mensagem de um tipo que esta versão não mostra"_s,
        .faint = true,
        .time = u"14:28"_s});
    all += outgoingStates();
    all.append({.kind = BubbleKind::Note,
        .text = u"Paciente prefere tarde. Já remarcou uma vez este mês (12/11)."_s,
        .heading = u"Só a equipe vê"_s,
        .author = u"Paula"_s,
        .time = u"14:31"_s});
    all.append({.kind = BubbleKind::UnreadLine, .text = u"2 mensagens não lidas"_s});
    all.append(reply());
    all.append({.kind = BubbleKind::Incoming, .text = QString(300, u'a'), .time = u"14:33"_s});
    all.append({.kind = BubbleKind::Incoming,
        .text = u"مرحبا، هل يوجد موعد يوم الخميس بعد الظهر؟"_s,
        .time = u"14:34"_s});
    return all;
}

} // namespace acolhe::ui::samples
