#include "CShippedRules.h"

// In name order; a test holds the list against the directory.
static const unsigned char f_10_cert_patterns[] = {
#embed "../../patterns/10-cert.patterns"
};
static const unsigned char f_20_tls_patterns[] = {
#embed "../../patterns/20-tls.patterns"
};
static const unsigned char f_25_rate_patterns[] = {
#embed "../../patterns/25-rate.patterns"
};
static const unsigned char f_27_lookup_patterns[] = {
#embed "../../patterns/27-lookup.patterns"
};
static const unsigned char f_28_greylist_patterns[] = {
#embed "../../patterns/28-greylist.patterns"
};
static const unsigned char f_30_filter_patterns[] = {
#embed "../../patterns/30-filter.patterns"
};
static const unsigned char f_40_recipient_sender_patterns[] = {
#embed "../../patterns/40-recipient-sender.patterns"
};
static const unsigned char f_50_route_patterns[] = {
#embed "../../patterns/50-route.patterns"
};
static const unsigned char f_54_auth_patterns[] = {
#embed "../../patterns/54-auth.patterns"
};
static const unsigned char f_60_network_patterns[] = {
#embed "../../patterns/60-network.patterns"
};
static const unsigned char f_70_message_patterns[] = {
#embed "../../patterns/70-message.patterns"
};
static const unsigned char f_75_policy_patterns[] = {
#embed "../../patterns/75-policy.patterns"
};
static const unsigned char f_80_local_patterns[] = {
#embed "../../patterns/80-local.patterns"
};
static const unsigned char f_85_server_patterns[] = {
#embed "../../patterns/85-server.patterns"
};
static const unsigned char f_90_status_codes_patterns[] = {
#embed "../../patterns/90-status-codes.patterns"
};
static const unsigned char f_incamail_profile[] = {
#embed "../../patterns/incamail.profile"
};

static const unsigned char f_advice_en[] = {
#embed "../../patterns/advice.en"
};
static const unsigned char f_advice_de[] = {
#embed "../../patterns/advice.de"
};
static const unsigned char f_advice_fr[] = {
#embed "../../patterns/advice.fr"
};
static const unsigned char f_advice_it[] = {
#embed "../../patterns/advice.it"
};
static const unsigned char f_report_en[] = {
#embed "../../patterns/report.en"
};
static const unsigned char f_report_de[] = {
#embed "../../patterns/report.de"
};
static const unsigned char f_report_fr[] = {
#embed "../../patterns/report.fr"
};
static const unsigned char f_report_it[] = {
#embed "../../patterns/report.it"
};

#define ENTRY(name, bytes) {name, bytes, sizeof bytes}

static const shipped_file files[] = {
    ENTRY("10-cert.patterns", f_10_cert_patterns),
    ENTRY("20-tls.patterns", f_20_tls_patterns),
    ENTRY("25-rate.patterns", f_25_rate_patterns),
    ENTRY("27-lookup.patterns", f_27_lookup_patterns),
    ENTRY("28-greylist.patterns", f_28_greylist_patterns),
    ENTRY("30-filter.patterns", f_30_filter_patterns),
    ENTRY("40-recipient-sender.patterns", f_40_recipient_sender_patterns),
    ENTRY("50-route.patterns", f_50_route_patterns),
    ENTRY("54-auth.patterns", f_54_auth_patterns),
    ENTRY("60-network.patterns", f_60_network_patterns),
    ENTRY("70-message.patterns", f_70_message_patterns),
    ENTRY("75-policy.patterns", f_75_policy_patterns),
    ENTRY("80-local.patterns", f_80_local_patterns),
    ENTRY("85-server.patterns", f_85_server_patterns),
    ENTRY("90-status-codes.patterns", f_90_status_codes_patterns),
    ENTRY("advice.de", f_advice_de),
    ENTRY("advice.en", f_advice_en),
    ENTRY("advice.fr", f_advice_fr),
    ENTRY("advice.it", f_advice_it),
    ENTRY("incamail.profile", f_incamail_profile),
    ENTRY("report.de", f_report_de),
    ENTRY("report.en", f_report_en),
    ENTRY("report.fr", f_report_fr),
    ENTRY("report.it", f_report_it),
};

const shipped_file *shipped_files(size_t *count) {
  *count = sizeof files / sizeof *files;
  return files;
}
