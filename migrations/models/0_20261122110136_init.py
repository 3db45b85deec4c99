from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tortoise import BaseDBAsyncClient

SQLITE = """
CREATE TABLE "partner" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "slug" VARCHAR(40) NOT NULL UNIQUE,
    "name" VARCHAR(200) NOT NULL,
    "name_key" VARCHAR(200) NOT NULL,
    "search_key" TEXT NOT NULL,
    "status" VARCHAR(10) NOT NULL,
    "suspension_reason" VARCHAR(500),
    "language" VARCHAR(2) NOT NULL,
    "accent_color" VARCHAR(7),
    "welcome_text" VARCHAR(1000),
    "imprint_url" VARCHAR(2000),
    "privacy_url" VARCHAR(2000),
    "logo_digest" VARCHAR(16),
    "contact_name" VARCHAR(200),
    "contact_email" VARCHAR(254),
    "contact_phone" VARCHAR(40),
    "contact_website" VARCHAR(2000),
    "billing_company" VARCHAR(200),
    "billing_street" VARCHAR(200),
    "billing_postal_code" VARCHAR(20),
    "billing_city" VARCHAR(100),
    "billing_country" VARCHAR(2),
    "billing_vat_id" VARCHAR(20),
    "billing_email" VARCHAR(254),
    "allowed_origins" JSON NOT NULL,
    "customer_count" INT NOT NULL,
    "customer_limit" INT,
    "global_share_count" INT NOT NULL,
    "global_share_limit" INT,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL
);
CREATE INDEX "idx_partner_name_ke_b5c93c" ON "partner" ("name_key", "id");
CREATE INDEX "idx_partner_custome_33e5f7" ON "partner" ("customer_count", "id");
CREATE TABLE "account" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "email_key" VARCHAR(254) NOT NULL,
    "username_key" VARCHAR(64),
    "password_hash" VARCHAR(60),
    "password_changed_at" TIMESTAMP,
    "disabled_at" TIMESTAMP,
    "created_at" TIMESTAMP NOT NULL,
    "partner_id" CHAR(36) REFERENCES "partner" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_account_partner_bdd4f7" UNIQUE ("partner_id", "email_key"),
    CONSTRAINT "uid_account_partner_544c47" UNIQUE ("partner_id", "username_key")
);
CREATE TABLE "access_token" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "name" VARCHAR(100) NOT NULL,
    "role" VARCHAR(10) NOT NULL,
    "token_hash" VARCHAR(64) NOT NULL UNIQUE,
    "created_at" TIMESTAMP NOT NULL,
    "last_used_at" TIMESTAMP,
    "expires_at" TIMESTAMP,
    "account_id" CHAR(36) NOT NULL REFERENCES "account" ("id") ON DELETE CASCADE,
    "partner_id" CHAR(36) NOT NULL REFERENCES "partner" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_access_toke_partner_a97242" ON "access_token" ("partner_id", "account_id");
CREATE INDEX "idx_access_toke_account_f03e3c" ON "access_token" ("account_id");
CREATE TABLE "audit_entry" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "at" TIMESTAMP NOT NULL,
    "action" VARCHAR(60) NOT NULL,
    "actor_id" CHAR(36),
    "actor_role" VARCHAR(10),
    "actor_name" VARCHAR(200) NOT NULL,
    "subject_kind" VARCHAR(20),
    "subject_id" CHAR(36),
    "params" JSON NOT NULL,
    "partner_id" CHAR(36) REFERENCES "partner" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_audit_entry_partner_5d72b0" ON "audit_entry" ("partner_id", "id");
CREATE INDEX "idx_audit_entry_partner_e1617b" ON "audit_entry" ("partner_id", "subject_id", "id");
CREATE INDEX "idx_audit_entry_partner_133eee" ON "audit_entry" ("partner_id", "actor_id", "id");
CREATE INDEX "idx_audit_entry_partner_f4c2c5" ON "audit_entry" ("partner_id", "action", "id");
CREATE TABLE "customer" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "email" VARCHAR(254) NOT NULL,
    "username" VARCHAR(64),
    "language" VARCHAR(2) NOT NULL,
    "invitation_state" VARCHAR(10) NOT NULL,
    "invitation_sent_at" TIMESTAMP,
    "invitation_expires_at" TIMESTAMP,
    "invitation_error" VARCHAR(500),
    "last_sign_in_at" TIMESTAMP,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "first_name" VARCHAR(100) NOT NULL,
    "last_name" VARCHAR(100) NOT NULL,
    "company" VARCHAR(200),
    "number" VARCHAR(50),
    "note" TEXT,
    "status" VARCHAR(10) NOT NULL,
    "status_before" VARCHAR(10),
    "name_key" VARCHAR(200) NOT NULL,
    "email_key" VARCHAR(254) NOT NULL,
    "search_key" TEXT NOT NULL,
    "last_sign_in_key" TIMESTAMP NOT NULL,
    "partner_id" CHAR(36) NOT NULL REFERENCES "partner" ("id") ON DELETE CASCADE,
    "account_id" CHAR(36) NOT NULL UNIQUE REFERENCES "account" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_customer_partner_91ac92" UNIQUE ("partner_id", "number"),
    CONSTRAINT "customer_status_before" CHECK (("status" = 'DISABLED') = ("status_before" IS NOT NULL) AND "status_before" <> 'DISABLED')
);
CREATE INDEX "idx_customer_partner_e32468" ON "customer" ("partner_id", "name_key", "id");
CREATE INDEX "idx_customer_partner_16b9ab" ON "customer" ("partner_id", "email_key", "id");
CREATE INDEX "idx_customer_partner_cba2b8" ON "customer" ("partner_id", "created_at", "id");
CREATE INDEX "idx_customer_partner_909c0a" ON "customer" ("partner_id", "last_sign_in_key", "id");
CREATE INDEX "idx_customer_partner_680f52" ON "customer" ("partner_id", "status", "name_key", "id");
CREATE TABLE "former_slug" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "slug" VARCHAR(40) NOT NULL UNIQUE,
    "partner_id" CHAR(36) NOT NULL REFERENCES "partner" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_former_slug_partner_5a078e" ON "former_slug" ("partner_id");
CREATE TABLE "logo" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "content_type" VARCHAR(20) NOT NULL,
    "content" BLOB NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "partner_id" CHAR(36) NOT NULL UNIQUE REFERENCES "partner" ("id") ON DELETE CASCADE
);
CREATE TABLE "member" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "email" VARCHAR(254) NOT NULL,
    "username" VARCHAR(64),
    "language" VARCHAR(2) NOT NULL,
    "invitation_state" VARCHAR(10) NOT NULL,
    "invitation_sent_at" TIMESTAMP,
    "invitation_expires_at" TIMESTAMP,
    "invitation_error" VARCHAR(500),
    "last_sign_in_at" TIMESTAMP,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "role" VARCHAR(10) NOT NULL,
    "partner_id" CHAR(36) NOT NULL REFERENCES "partner" ("id") ON DELETE CASCADE,
    "account_id" CHAR(36) NOT NULL UNIQUE REFERENCES "account" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_member_partner_f01b58" ON "member" ("partner_id", "id");
CREATE TABLE "one_time_token" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "purpose" VARCHAR(12) NOT NULL,
    "token_hash" VARCHAR(64) NOT NULL UNIQUE,
    "key_id" VARCHAR(16) NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "expires_at" TIMESTAMP NOT NULL,
    "used_at" TIMESTAMP,
    "voided_at" TIMESTAMP,
    "account_id" CHAR(36) NOT NULL REFERENCES "account" ("id") ON DELETE CASCADE,
    "partner_id" CHAR(36) REFERENCES "partner" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_one_time_to_partner_d7e652" ON "one_time_token" ("partner_id", "account_id");
CREATE INDEX "idx_one_time_to_account_c76d83" ON "one_time_token" ("account_id");
CREATE TABLE "mail" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "kind" VARCHAR(30) NOT NULL,
    "person_id" CHAR(36),
    "to_email" VARCHAR(254) NOT NULL,
    "to_name" VARCHAR(200) NOT NULL,
    "language" VARCHAR(2) NOT NULL,
    "params" JSON NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "attempts" INT NOT NULL,
    "next_attempt_at" TIMESTAMP NOT NULL,
    "error" VARCHAR(500),
    "queued_at" TIMESTAMP NOT NULL,
    "sent_at" TIMESTAMP,
    "partner_id" CHAR(36) REFERENCES "partner" ("id") ON DELETE CASCADE,
    "token_id" CHAR(36) REFERENCES "one_time_token" ("id") ON DELETE SET NULL
);
CREATE INDEX "idx_mail_partner_70a79c" ON "mail" ("partner_id", "id");
CREATE INDEX "idx_mail_partner_1cce47" ON "mail" ("partner_id", "person_id", "id");
CREATE INDEX "idx_mail_state_709b74" ON "mail" ("state", "next_attempt_at");
CREATE INDEX "idx_mail_token_i_8aa7a5" ON "mail" ("token_id");
CREATE TABLE "operator" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "name" VARCHAR(200) NOT NULL,
    "email" VARCHAR(254) NOT NULL,
    "username" VARCHAR(64),
    "language" VARCHAR(2) NOT NULL,
    "last_sign_in_at" TIMESTAMP,
    "created_at" TIMESTAMP NOT NULL,
    "account_id" CHAR(36) NOT NULL UNIQUE REFERENCES "account" ("id") ON DELETE CASCADE
);
CREATE TABLE "plan" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "code" VARCHAR(20) NOT NULL UNIQUE,
    "name" VARCHAR(100) NOT NULL,
    "position" INT NOT NULL UNIQUE,
    "min_customers" INT NOT NULL,
    "max_customers" INT,
    "max_global_shares" INT,
    "monthly_amount" INT,
    "currency" VARCHAR(3) NOT NULL
);
CREATE TABLE "session" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "token_hash" VARCHAR(64) NOT NULL UNIQUE,
    "user_agent" VARCHAR(200),
    "created_at" TIMESTAMP NOT NULL,
    "last_seen_at" TIMESTAMP NOT NULL,
    "expires_at" TIMESTAMP NOT NULL,
    "account_id" CHAR(36) NOT NULL REFERENCES "account" ("id") ON DELETE CASCADE,
    "partner_id" CHAR(36) REFERENCES "partner" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_session_partner_8d06da" ON "session" ("partner_id", "account_id");
CREATE INDEX "idx_session_account_2a0f19" ON "session" ("account_id");
CREATE TABLE "share" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "audience" VARCHAR(10) NOT NULL,
    "title" VARCHAR(200) NOT NULL,
    "title_key" VARCHAR(200) NOT NULL,
    "search_key" TEXT NOT NULL,
    "description" VARCHAR(2000),
    "url" VARCHAR(2000) NOT NULL,
    "provider_code" VARCHAR(20) NOT NULL,
    "password_sealed" TEXT,
    "position" INT NOT NULL,
    "valid_from" TIMESTAMP,
    "valid_until" TIMESTAMP,
    "open_count" INT NOT NULL,
    "last_opened_at" TIMESTAMP,
    "last_opened_key" TIMESTAMP NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "partner_id" CHAR(36) NOT NULL REFERENCES "partner" ("id") ON DELETE CASCADE,
    CONSTRAINT "share_validity" CHECK ("valid_from" < "valid_until")
);
CREATE INDEX "idx_share_partner_35084e" ON "share" ("partner_id", "position", "id");
CREATE INDEX "idx_share_partner_35a3ae" ON "share" ("partner_id", "title_key", "id");
CREATE INDEX "idx_share_partner_2ed620" ON "share" ("partner_id", "created_at", "id");
CREATE INDEX "idx_share_partner_8654f8" ON "share" ("partner_id", "last_opened_key", "id");
CREATE INDEX "idx_share_partner_af5766" ON "share" ("partner_id", "audience", "position", "id");
CREATE TABLE "share_recipient" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "customer_id" CHAR(36) NOT NULL REFERENCES "customer" ("id") ON DELETE CASCADE,
    "partner_id" CHAR(36) NOT NULL REFERENCES "partner" ("id") ON DELETE CASCADE,
    "share_id" CHAR(36) NOT NULL REFERENCES "share" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_share_recip_partner_a6558a" UNIQUE ("partner_id", "share_id", "customer_id")
);
CREATE INDEX "idx_share_recip_partner_c0d945" ON "share_recipient" ("partner_id", "customer_id", "share_id");
CREATE INDEX "idx_share_recip_share_i_aebd45" ON "share_recipient" ("share_id");
CREATE INDEX "idx_share_recip_custome_d1d587" ON "share_recipient" ("customer_id");
CREATE TABLE "subscription" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "status" VARCHAR(10) NOT NULL,
    "monthly_amount" INT,
    "currency" VARCHAR(3) NOT NULL,
    "started_on" DATE NOT NULL,
    "period_start" DATE NOT NULL,
    "period_end" DATE,
    "canceled_at" TIMESTAMP,
    "next_plan_id" CHAR(36) REFERENCES "plan" ("id") ON DELETE RESTRICT,
    "plan_id" CHAR(36) NOT NULL REFERENCES "plan" ("id") ON DELETE RESTRICT,
    "partner_id" CHAR(36) NOT NULL UNIQUE REFERENCES "partner" ("id") ON DELETE CASCADE,
    CONSTRAINT "subscription_period" CHECK ("period_start" < "period_end")
);
CREATE TABLE "throttle" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "key" VARCHAR(64) NOT NULL UNIQUE,
    "count" INT NOT NULL,
    "ends_at" TIMESTAMP NOT NULL
);
CREATE INDEX "idx_throttle_ends_at_12a5d1" ON "throttle" ("ends_at");
CREATE TABLE "aerich" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "version" VARCHAR(255) NOT NULL,
    "app" VARCHAR(100) NOT NULL,
    "content" JSON NOT NULL
);
"""

POSTGRES = """
CREATE TABLE "partner" (
    "id" UUID NOT NULL PRIMARY KEY,
    "slug" VARCHAR(40) NOT NULL UNIQUE,
    "name" VARCHAR(200) NOT NULL,
    "name_key" VARCHAR(200) COLLATE "C" NOT NULL,
    "search_key" TEXT COLLATE "C" NOT NULL,
    "status" VARCHAR(10) NOT NULL,
    "suspension_reason" VARCHAR(500),
    "language" VARCHAR(2) NOT NULL,
    "accent_color" VARCHAR(7),
    "welcome_text" VARCHAR(1000),
    "imprint_url" VARCHAR(2000),
    "privacy_url" VARCHAR(2000),
    "logo_digest" VARCHAR(16),
    "contact_name" VARCHAR(200),
    "contact_email" VARCHAR(254),
    "contact_phone" VARCHAR(40),
    "contact_website" VARCHAR(2000),
    "billing_company" VARCHAR(200),
    "billing_street" VARCHAR(200),
    "billing_postal_code" VARCHAR(20),
    "billing_city" VARCHAR(100),
    "billing_country" VARCHAR(2),
    "billing_vat_id" VARCHAR(20),
    "billing_email" VARCHAR(254),
    "allowed_origins" JSONB NOT NULL,
    "customer_count" INT NOT NULL,
    "customer_limit" INT,
    "global_share_count" INT NOT NULL,
    "global_share_limit" INT,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL
);
CREATE INDEX "idx_partner_name_ke_b5c93c" ON "partner" ("name_key", "id");
CREATE INDEX "idx_partner_custome_33e5f7" ON "partner" ("customer_count", "id");
CREATE TABLE "account" (
    "id" UUID NOT NULL PRIMARY KEY,
    "email_key" VARCHAR(254) NOT NULL,
    "username_key" VARCHAR(64),
    "password_hash" VARCHAR(60),
    "password_changed_at" TIMESTAMPTZ,
    "disabled_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "partner_id" UUID REFERENCES "partner" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_account_partner_bdd4f7" UNIQUE ("partner_id", "email_key"),
    CONSTRAINT "uid_account_partner_544c47" UNIQUE ("partner_id", "username_key")
);
CREATE TABLE "access_token" (
    "id" UUID NOT NULL PRIMARY KEY,
    "name" VARCHAR(100) NOT NULL,
    "role" VARCHAR(10) NOT NULL,
    "token_hash" VARCHAR(64) NOT NULL UNIQUE,
    "created_at" TIMESTAMPTZ NOT NULL,
    "last_used_at" TIMESTAMPTZ,
    "expires_at" TIMESTAMPTZ,
    "account_id" UUID NOT NULL REFERENCES "account" ("id") ON DELETE CASCADE,
    "partner_id" UUID NOT NULL REFERENCES "partner" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_access_toke_partner_a97242" ON "access_token" ("partner_id", "account_id");
CREATE INDEX "idx_access_toke_account_f03e3c" ON "access_token" ("account_id");
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL PRIMARY KEY,
    "at" TIMESTAMPTZ NOT NULL,
    "action" VARCHAR(60) NOT NULL,
    "actor_id" UUID,
    "actor_role" VARCHAR(10),
    "actor_name" VARCHAR(200) NOT NULL,
    "subject_kind" VARCHAR(20),
    "subject_id" UUID,
    "params" JSONB NOT NULL,
    "partner_id" UUID REFERENCES "partner" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_audit_entry_partner_5d72b0" ON "audit_entry" ("partner_id", "id");
CREATE INDEX "idx_audit_entry_partner_e1617b" ON "audit_entry" ("partner_id", "subject_id", "id");
CREATE INDEX "idx_audit_entry_partner_133eee" ON "audit_entry" ("partner_id", "actor_id", "id");
CREATE INDEX "idx_audit_entry_partner_f4c2c5" ON "audit_entry" ("partner_id", "action", "id");
CREATE TABLE "customer" (
    "id" UUID NOT NULL PRIMARY KEY,
    "email" VARCHAR(254) NOT NULL,
    "username" VARCHAR(64),
    "language" VARCHAR(2) NOT NULL,
    "invitation_state" VARCHAR(10) NOT NULL,
    "invitation_sent_at" TIMESTAMPTZ,
    "invitation_expires_at" TIMESTAMPTZ,
    "invitation_error" VARCHAR(500),
    "last_sign_in_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "first_name" VARCHAR(100) NOT NULL,
    "last_name" VARCHAR(100) NOT NULL,
    "company" VARCHAR(200),
    "number" VARCHAR(50),
    "note" TEXT,
    "status" VARCHAR(10) NOT NULL,
    "status_before" VARCHAR(10),
    "name_key" VARCHAR(200) COLLATE "C" NOT NULL,
    "email_key" VARCHAR(254) COLLATE "C" NOT NULL,
    "search_key" TEXT COLLATE "C" NOT NULL,
    "last_sign_in_key" TIMESTAMPTZ NOT NULL,
    "partner_id" UUID NOT NULL REFERENCES "partner" ("id") ON DELETE CASCADE,
    "account_id" UUID NOT NULL UNIQUE REFERENCES "account" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_customer_partner_91ac92" UNIQUE ("partner_id", "number"),
    CONSTRAINT "customer_status_before" CHECK (("status" = 'DISABLED') = ("status_before" IS NOT NULL) AND "status_before" <> 'DISABLED')
);
CREATE INDEX "idx_customer_partner_e32468" ON "customer" ("partner_id", "name_key", "id");
CREATE INDEX "idx_customer_partner_16b9ab" ON "customer" ("partner_id", "email_key", "id");
CREATE INDEX "idx_customer_partner_cba2b8" ON "customer" ("partner_id", "created_at", "id");
CREATE INDEX "idx_customer_partner_909c0a" ON "customer" ("partner_id", "last_sign_in_key", "id");
CREATE INDEX "idx_customer_partner_680f52" ON "customer" ("partner_id", "status", "name_key", "id");
CREATE TABLE "former_slug" (
    "id" UUID NOT NULL PRIMARY KEY,
    "slug" VARCHAR(40) NOT NULL UNIQUE,
    "partner_id" UUID NOT NULL REFERENCES "partner" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_former_slug_partner_5a078e" ON "former_slug" ("partner_id");
CREATE TABLE "logo" (
    "id" UUID NOT NULL PRIMARY KEY,
    "content_type" VARCHAR(20) NOT NULL,
    "content" BYTEA NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "partner_id" UUID NOT NULL UNIQUE REFERENCES "partner" ("id") ON DELETE CASCADE
);
CREATE TABLE "member" (
    "id" UUID NOT NULL PRIMARY KEY,
    "email" VARCHAR(254) NOT NULL,
    "username" VARCHAR(64),
    "language" VARCHAR(2) NOT NULL,
    "invitation_state" VARCHAR(10) NOT NULL,
    "invitation_sent_at" TIMESTAMPTZ,
    "invitation_expires_at" TIMESTAMPTZ,
    "invitation_error" VARCHAR(500),
    "last_sign_in_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "role" VARCHAR(10) NOT NULL,
    "partner_id" UUID NOT NULL REFERENCES "partner" ("id") ON DELETE CASCADE,
    "account_id" UUID NOT NULL UNIQUE REFERENCES "account" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_member_partner_f01b58" ON "member" ("partner_id", "id");
CREATE TABLE "one_time_token" (
    "id" UUID NOT NULL PRIMARY KEY,
    "purpose" VARCHAR(12) NOT NULL,
    "token_hash" VARCHAR(64) NOT NULL UNIQUE,
    "key_id" VARCHAR(16) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,
    "voided_at" TIMESTAMPTZ,
    "account_id" UUID NOT NULL REFERENCES "account" ("id") ON DELETE CASCADE,
    "partner_id" UUID REFERENCES "partner" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_one_time_to_partner_d7e652" ON "one_time_token" ("partner_id", "account_id");
CREATE INDEX "idx_one_time_to_account_c76d83" ON "one_time_token" ("account_id");
CREATE TABLE "mail" (
    "id" UUID NOT NULL PRIMARY KEY,
    "kind" VARCHAR(30) NOT NULL,
    "person_id" UUID,
    "to_email" VARCHAR(254) NOT NULL,
    "to_name" VARCHAR(200) NOT NULL,
    "language" VARCHAR(2) NOT NULL,
    "params" JSONB NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "attempts" INT NOT NULL,
    "next_attempt_at" TIMESTAMPTZ NOT NULL,
    "error" VARCHAR(500),
    "queued_at" TIMESTAMPTZ NOT NULL,
    "sent_at" TIMESTAMPTZ,
    "partner_id" UUID REFERENCES "partner" ("id") ON DELETE CASCADE,
    "token_id" UUID REFERENCES "one_time_token" ("id") ON DELETE SET NULL
);
CREATE INDEX "idx_mail_partner_70a79c" ON "mail" ("partner_id", "id");
CREATE INDEX "idx_mail_partner_1cce47" ON "mail" ("partner_id", "person_id", "id");
CREATE INDEX "idx_mail_state_709b74" ON "mail" ("state", "next_attempt_at");
CREATE INDEX "idx_mail_token_i_8aa7a5" ON "mail" ("token_id");
CREATE TABLE "operator" (
    "id" UUID NOT NULL PRIMARY KEY,
    "name" VARCHAR(200) NOT NULL,
    "email" VARCHAR(254) NOT NULL,
    "username" VARCHAR(64),
    "language" VARCHAR(2) NOT NULL,
    "last_sign_in_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "account_id" UUID NOT NULL UNIQUE REFERENCES "account" ("id") ON DELETE CASCADE
);
CREATE TABLE "plan" (
    "id" UUID NOT NULL PRIMARY KEY,
    "code" VARCHAR(20) NOT NULL UNIQUE,
    "name" VARCHAR(100) NOT NULL,
    "position" INT NOT NULL UNIQUE,
    "min_customers" INT NOT NULL,
    "max_customers" INT,
    "max_global_shares" INT,
    "monthly_amount" INT,
    "currency" VARCHAR(3) NOT NULL
);
CREATE TABLE "session" (
    "id" UUID NOT NULL PRIMARY KEY,
    "token_hash" VARCHAR(64) NOT NULL UNIQUE,
    "user_agent" VARCHAR(200),
    "created_at" TIMESTAMPTZ NOT NULL,
    "last_seen_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "account_id" UUID NOT NULL REFERENCES "account" ("id") ON DELETE CASCADE,
    "partner_id" UUID REFERENCES "partner" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx_session_partner_8d06da" ON "session" ("partner_id", "account_id");
CREATE INDEX "idx_session_account_2a0f19" ON "session" ("account_id");
CREATE TABLE "share" (
    "id" UUID NOT NULL PRIMARY KEY,
    "audience" VARCHAR(10) NOT NULL,
    "title" VARCHAR(200) NOT NULL,
    "title_key" VARCHAR(200) COLLATE "C" NOT NULL,
    "search_key" TEXT COLLATE "C" NOT NULL,
    "description" VARCHAR(2000),
    "url" VARCHAR(2000) NOT NULL,
    "provider_code" VARCHAR(20) NOT NULL,
    "password_sealed" TEXT,
    "position" INT NOT NULL,
    "valid_from" TIMESTAMPTZ,
    "valid_until" TIMESTAMPTZ,
    "open_count" INT NOT NULL,
    "last_opened_at" TIMESTAMPTZ,
    "last_opened_key" TIMESTAMPTZ NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "partner_id" UUID NOT NULL REFERENCES "partner" ("id") ON DELETE CASCADE,
    CONSTRAINT "share_validity" CHECK ("valid_from" < "valid_until")
);
CREATE INDEX "idx_share_partner_35084e" ON "share" ("partner_id", "position", "id");
CREATE INDEX "idx_share_partner_35a3ae" ON "share" ("partner_id", "title_key", "id");
CREATE INDEX "idx_share_partner_2ed620" ON "share" ("partner_id", "created_at", "id");
CREATE INDEX "idx_share_partner_8654f8" ON "share" ("partner_id", "last_opened_key", "id");
CREATE INDEX "idx_share_partner_af5766" ON "share" ("partner_id", "audience", "position", "id");
CREATE TABLE "share_recipient" (
    "id" UUID NOT NULL PRIMARY KEY,
    "customer_id" UUID NOT NULL REFERENCES "customer" ("id") ON DELETE CASCADE,
    "partner_id" UUID NOT NULL REFERENCES "partner" ("id") ON DELETE CASCADE,
    "share_id" UUID NOT NULL REFERENCES "share" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_share_recip_partner_a6558a" UNIQUE ("partner_id", "share_id", "customer_id")
);
CREATE INDEX "idx_share_recip_partner_c0d945" ON "share_recipient" ("partner_id", "customer_id", "share_id");
CREATE INDEX "idx_share_recip_share_i_aebd45" ON "share_recipient" ("share_id");
CREATE INDEX "idx_share_recip_custome_d1d587" ON "share_recipient" ("customer_id");
CREATE TABLE "subscription" (
    "id" UUID NOT NULL PRIMARY KEY,
    "status" VARCHAR(10) NOT NULL,
    "monthly_amount" INT,
    "currency" VARCHAR(3) NOT NULL,
    "started_on" DATE NOT NULL,
    "period_start" DATE NOT NULL,
    "period_end" DATE,
    "canceled_at" TIMESTAMPTZ,
    "next_plan_id" UUID REFERENCES "plan" ("id") ON DELETE RESTRICT,
    "plan_id" UUID NOT NULL REFERENCES "plan" ("id") ON DELETE RESTRICT,
    "partner_id" UUID NOT NULL UNIQUE REFERENCES "partner" ("id") ON DELETE CASCADE,
    CONSTRAINT "subscription_period" CHECK ("period_start" < "period_end")
);
CREATE TABLE "throttle" (
    "id" UUID NOT NULL PRIMARY KEY,
    "key" VARCHAR(64) NOT NULL UNIQUE,
    "count" INT NOT NULL,
    "ends_at" TIMESTAMPTZ NOT NULL
);
CREATE INDEX "idx_throttle_ends_at_12a5d1" ON "throttle" ("ends_at");
CREATE TABLE "aerich" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "version" VARCHAR(255) NOT NULL,
    "app" VARCHAR(100) NOT NULL,
    "content" JSONB NOT NULL
);
"""

# After either: what aerich cannot see and both understand, such as partial indexes and rows.
BOTH = """
CREATE UNIQUE INDEX "uid_account_email_key_operator" ON "account" ("email_key") WHERE "partner_id" IS NULL;
CREATE UNIQUE INDEX "uid_account_username_key_operator" ON "account" ("username_key") WHERE "partner_id" IS NULL;
INSERT INTO "plan" (
    "id", "code", "name", "position", "min_customers", "max_customers", "max_global_shares", "monthly_amount", "currency"
) VALUES
    ('0190163d-8694-739b-aea5-966c26f8ad91', 'free', 'Free', 1, 1, 10, 0, 0, 'EUR'),
    ('0190163d-8694-739b-aea5-966c26f8ad92', 's', 'S', 2, 11, 25, 1, 250, 'EUR'),
    ('0190163d-8694-739b-aea5-966c26f8ad93', 'm', 'M', 3, 26, 50, 1, 450, 'EUR'),
    ('0190163d-8694-739b-aea5-966c26f8ad94', 'l', 'L', 4, 51, 99, 1, 750, 'EUR'),
    ('0190163d-8694-739b-aea5-966c26f8ad95', 'unlimited', 'Unlimited', 5, 100, NULL, NULL, NULL, 'EUR'),
    ('0190163d-8694-739b-aea5-966c26f8ad96', 'oem', 'OEM', 6, 1, NULL, NULL, NULL, 'EUR');
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return {"sqlite": SQLITE, "postgres": POSTGRES}[db.capabilities.dialect] + BOTH


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""  # the way back is a backup: statements would lose what was written since


MODELS_STATE = (
    "eJztXWtz2ziW/SsofUm6ynF1nNg91T01tYrj3ngmsWdjpbdnuqdoioQkrClCQ4BWXD357w"
    "uAD/EB0nzKEIwviUXigtIBCFwc3Hvwx2SNXeiR46njQEJm+A76kx/BHxPfXkP2h+z2EZjY"
    "m83uJr9A7bknytuioEXTknNCA9uh7N7C9ghkl1xInABtKML8UX7oefwidlhB5C95JVOwCL"
    "BPoe++IAAHICrP/976QFR9BPAC2CDAHgQ+psCe43sIECVgbd/B4AU55g8PffTvELIvs4R0"
    "BQNW9W//YpeR78KvkPCPf0wWCHqu+HuysQPqw8BCrvjmjoNDn/JP3Ah+3QTsl7EvTZJ6Yo"
    "ziX0AfNgKBiSjMfrT48O0I5J4xUK284ObOEhXn2iv67uK6ldh++XL5/mdRkgM9txzshWt/"
    "V3rzQFfYT4uHIXKPuQ2/t4QMEZtCN9OA/KvF7Z1cipBmF2gQwhRid3fBhQs79Hg3mPx5Ef"
    "oOb32wDOzNyt6gY+SSYx9uGSp/ib9jprxlXV3PrJuLmWVNmnSf+JLDMGV4IZ9yaP/4FtW7"
    "Q0ZcnfAHnH+Yfn755uw7gQUmdBmImwK3yTdhaFPb2rXiDm7xfwnw85UdyAFPyhcgZ1+0C9"
    "jJhR3au3csgS8BaARIJ2v7q+VBf0lX7OPr77+vwfiX6WcBMyslcMZsUIhGjKv41kl075t4"
    "YxJ8+Qsux/fCD9cC40v2nWzfgSWsE1stsW4EdQ3SRaDFqGqtbLJq053zVsMA/fgIsjeYz9"
    "42gPnsbSXM/FYeZieAHArLppJhmjrv2U2K1lCOdt64gLYbmx4nfxxiJ2c/0L32vYe41WvQ"
    "n11+uriZTT/9nT9uTci/PX71/XR2we+ciKsPhasvzwotlVYC/vdy9gHwj+Cf11cXxYkgLT"
    "f7J5/QJ3ZIseXjrWW7mQ6aXE1QyzW8ZxNqhaRr0xfNB2j8+Fur0vYH0tYJJrWNzbw6xKrr"
    "1tR5Y9PQKjd0xptv4XXnrYb0vtVt2kd97B2o+WVYU1DzVgZUBipfJC7upOuWGK0ywD/jAK"
    "Kl/zf4UHKuC5jGzMDfdzUdJrC7q7uxMrC36dq60LMYAux3Qxp5xtOb8+n7i4lsUBgA2+mu"
    "Jk2xzQ+Fcmx5N57bzt3WDlwr15/5HXyCC1fSsuVb65N18Yrt20uBD/8h/GsXsJeTYUmz1B"
    "JhaaFuHBhhfeUV8oFNAfYhiLvhCwI2OKA2M8ABv0dXEOAN7xyY30QLgChgSzLg48Tm+Hf/"
    "d/+a1cF/CNnYDuT0mYeXrHZxCeB7yCrLPGMN13MYEGD7LnBCQvGaffpRPOwOPrDrAQSOTe"
    "ACey50wcuUyqHwK/3uCDBfNfjdjypfsTL829ze/tft7ZGokmBm7XPmzmGu7QpsEV0BNvFy"
    "MgxWkne/ZcctuLaRZ7Evw4m03B3+bP7k6GaB8TPMmRrM2a75SqhX8w05Iw15nZPTJowDK1"
    "VJOYh7eX8q9zq0ALto1wlvxRYfY/M7G5uQLWZzT1smrWSoIdpNSMuzatLyrERapqA5K9tf"
    "duVWKmoxK2+VV94uIhzkjk1esDZNrXJTG878mXLmT0wEHc4rfVg8kJq4DkIDVVMVOXoojZ"
    "AhZeDfxeY//+0z9GzxYyoxL0TlHNjIVQV8bgzAPrT4yDwIXtc+nLG6tAaMJOFEvZC6iWrR"
    "CaRWZGHG+0jIr2pAebfC7J/HYT2PK9NnlMz1vZg0HAKpT6IqTXFK6NpBkLqOK9MIq7ZUfe"
    "gieuHT4GEiY+t3d49qCXtezoJpwS6kPefY6Yp9YP/anIXfbFiLuMfgkhJAIA9pdSBAPErV"
    "hTzIdQ1ub21B6d7eCmL89pb5GfaasI/IF3Q79+8FJe/Z/jJkCPQPbR02pDVfNwnn/wcduo"
    "cnMdzwPn5R1D4DPMVsPaix9dCJSNCWQDgQwqBhPE7yqjbl3XcWGm4nDc+4Z8fc5uFOOxtD"
    "x8jwrI5yr0O0V3y7YmiOHd4eIdY2WyNvtb8BYjLWfFrYbW6UsXFSk7FxUs7YSPy/O/YD22"
    "BdtNOvV580Q7sG7Cqs243HeSszIpeiT9nyq4znX2+uryo3HGKLoneIHAr+AzxERgvhy/jl"
    "8xB5FPnkmD/2KTxyjlDOUUy67stP01+Lvfr84/W7YmvwCt6pFQysTRc3e0BPvwc0Zrhqyi"
    "xLGLAs61zNfznZUt0iVpMqgE1ELnYMF7hj6zV+pVFcpx8K5rcYt1lD0GSD1MYkgnLRh2M+"
    "KB+0MOaTRF4ZDzS2kL+PX8ZGEBqSgRvN8Gpq8Gri/Wjj86cGGnIvo4bytgE5a6Pfomr4EN"
    "5km0WO8eOyA1l7Hft1k15d3aeLaCP/HlGxw2nxuaEz6rJ69kjYRDhfzfZD3AzPj2Xhgz7t"
    "Fmspr8QE16q8Y5Jps15Z65X1mOY/lOYPAiwhAaodC5mtfg7GaSOS/LSGJD8tk+S5ZVd3QZ"
    "B8DeZNU/lNM1kMzzSLIdy43Rs+b2waXpWGl7zypSjPBQrYGN12uZ630nABOYpOoJgO20Kd"
    "MzJIN0PaweuN7bdKJM+Y6OcfjhJEEe+BtMB4Z6EfxKfNPPAaB7yEL5YxTTP4lVagi3swSo"
    "phWzfDXvw6y02upR38dIL9eH3130nx4rZ+IUgl3fLpwuvtrLUcoIfm8SK4rDlc4KAzl1qq"
    "RIduPzbyXRRWequrqN29R5kajW7QvjYbCbQDZyWHunqqzFtpgfW+Z0xZUEYfelDeFjqwB4"
    "fLFpR5IiN7Okp+hVoCvU8qbq9N9KiifXVvEiKEOTrQCqCDNgjy71ACv5XWA6/tc1KZRvBL"
    "JB8aqPQmmfcNe20PjV4VBoPhFXp7hTGzQWMNgxsvXE4kgcyZu0d1ocwLUc4iScGO+rvMfK"
    "eJC1a2C6Il8U8iuDlVqwUBdBF7GSmgWGTs8yhW9iZx1d5I7dbHc+w+APY1IVhCWhcK3TDq"
    "2YTLHn64bNI9G2fIxeW1O2bnbROa4G01S/BWIgxqfGnj+KkziaqbN/QRL7FsqhXXaydZLy"
    "nRbXbdSc3zinjG0JZr3byCvoO5onzjKdJMZ2pMZ444sZNG2LWY1op2WlCGY2d+x6BJFn7I"
    "t4OHWqQlIM8fKCQHCHMNrO/iBOOU+mNovru8mn7+h5yafSdJSH73j9nFtJiCY8K5nmc4l2"
    "o+pQrswRAeZRu/p4H32ZK+6eF7qtAAw3uevbzJTzyfU+JNforzPKu9ySQTtKM3yc05/SIO"
    "SoIBwT7XXBQnDxHAJWWOgJDpYD89PtSIEzXIjY4Rj48U92F0CpKH/DtxuBLgtI3acovRjx"
    "3lQWkenc/KsCmLwvVGJHUN+IzoAGFDaGmxAqiWfHo85qiX7JNyXlDO+3/TxPt/U+39vynT"
    "W9mXvrEnkjUykjjF48+t1uoFWRsNu+0oMUXcvW4ZpZ8x0RHlMWLkjITBPiUMjGKcUopxvW"
    "QknkI74n++XHy5eD8W/KMrq0brAkn/v/QrQkSzJgWc0XgBKN+PBfCSf4NXJ6/f/vD2T2/O"
    "3v6JFRHfMr3yQw3ml1ezYiB5YbVVdvEeYxklNWhINR4utViO/WytvWAEF9oJLrDfGXYl7X"
    "O25kVS+kXqLl5kFIsOpImNIvAY9EdMw7ZANGtj8FQuVEpNXAfZryr13AGAbXk05IGim31n"
    "c9iyLwCuvnz8+FRhaPFxf7Ktw/QgwJrNw12ZjtuHooJoM3AXmEahvf6J+aPApmK7cM1e+i"
    "ffDTSbXWpsdhmxYyN2bMSOzU6BETs+OMraiB0/U+rAiB2b5jdix0bsWMmW0OlNM2LHGiZJ"
    "GLHjZ9rwTbJj2i7UTUhfu5C+6iOiH18u9jooWm2sh18cqpbmpa5XYmS4nvkWo6J9de9qDE"
    "ZUSm1RqdzermSLsbj3W73RiH1ocd/TSredO244ihRD5ANbZC4eg9kKRlmIXFoKeguAeJYi"
    "+PBpes53JemKfQ7w9gXhOYsv090zAtliiZLvjlg1LgTbFatA7FTydEhmwpnJ/juWmdYaMP"
    "VvoFrNfqga+6GbMGAWnX3UjLmObmqTjaTX1TtJr0tbSVEkx8omqzarrryVdkJiw++P3sEH"
    "qdNaDfHOQsd+fNakHxdpiEw/PisJ2Rim8Jlwwr123AbfZjMtPV5Lh6QzA0yGfJvNBs9oTX"
    "yPkdu1kXO2pplVbmbVeDt1m7YFGWoSWLRkQ9XEdfCEi0qKszW0PUjOA8G2Nc1Z0Z05ndfz"
    "kIdEgU2PTiw52WFAunjDEcLSbJT03lEtTZwt1YUgvsFrKI4M2K4wCEKfROcKsEbmRxsYYW"
    "Tl5qKjGmbUhEbs4UTANgCbTByTiaMc02wycfaZiWNikvtOiAfHZZidBg1DU5vEJKtGYqkQ"
    "oTME3WJCpJTiDnqteROaS7LkzTBg1SveDOHW7zwgsEV0Jc7XW9gOs+V/8XNLWIXRhznyPG"
    "YEkAt9iuiDEHPfrmzK7oKQH8eHF6IgWy37XWKfsoeyDxvx5ISEYn4wYdpzTeyTFit8c5Lf"
    "aCf5GfJkXPIkO9q1wbjiUHmDcwXOBNqBs5IjPWNDesVAkbPSAuu6hcXFr7PcmqIkB507sS"
    "spXtSILstBh5LNk+Z60KFMqHhMfY3p+ezyl4uxpsCxE6hISDbQ586MxdaUBEvU2WpmRpmx"
    "fvThSHn2hkHcH4PI1mdc9oXB105IominX+eukztPgP6hEugfikBvoedgnnLDZsk2QBft9A"
    "P69feNhhFerGb8Lg8kaL1h34JaYdBqW61gph/eJ83wPqnD+0SCN4Pt3nYe2uJdMDN4N8Wb"
    "HzhtuWgJSasBpWCmH94jZHdEzF3rM5+KdvphPcoiM4GtdUREyVBDwMcIjEhw2zCwOnXw1F"
    "A/wIfnAhPQtnBOUJV6Zj3eGVP9EB9rvoy3XBic643tt6IKJaZa4j78WJ4gxx4LYSs/pWxp"
    "IG8FOd/9sT2GqNtqjKkw1xH8RtjXQF85wiDabXiJ7fTD+nXTJX7dCr96QA99GnQc0FNT/U"
    "AfmCpMMLu35UFIj6O9s9QQ7NFGk9bLoJKhhmiPsQyyPQ9voWvhAC2R3+ooXImpGmfi8udp"
    "cyZuOfIo3z6VR7WWDc2BrcUDW1OMPLRGncBNDTuBq9p4MzC8Sw/PmTtN2KgNW/dfubHpw7"
    "Ugt+3HcmPTlyVDhclBeJ45CEYXXcOGl6QdpcnpDTMl8vEkhETCoj1z/aeiqqZHWarWGSpz"
    "/iU5Pf2BaphDoti81Ayj0EXUgpym6YsTr+ki4Xs0hCrxxHvidB5Xo+tbx8Un2HKFpy/0RO"
    "pnUdNNnAehI1ZGs6UWHXHgbl980mN/dexAea3xnlDpebx1IcMizqDrBdRNVIuuGPElel+E"
    "eB26vnQRhxFAB20Q7O1fCqg+J5XphFkr/a185GUNpkkK+OPIfmQV6fqOhvO08kGwuslUqB"
    "FmbTPcPVt6+Ie4flSb256U6JjYzszB/IHd5d4Kz05PVxvHYLoWy1jAxgmwRj4OAMOdkiPg"
    "Q3oENqz8Gvt09ZOom5/ogX0QQNYwpOm5HiZHXI0c8bbRRL3ChzqAfcD7/SZHfNxwIdbTUT"
    "J5NNwSypoMs9v2tD144H0gNtRbNZxTJawlu/3tZB4SuuyN6IRu0c5sYcrBzW74tgW4ZGtA"
    "loDMnT7vwbLXLeMdyoYGXlnEThBA32kV+Jq12aMWxMWXz2P5uXnP4U0Dv+FNpdfw5rt2Cn"
    "GZXaqtjfjm9lzSGq24Fj1XuR2YgRHQUs1jGIaXaskgJNSwhETIsMbVPALJFOpGJXC52VeI"
    "H/FpU8AFaMlPQhg+PjmUABQd/zkP8JbA4AWXzsN3CAIcRIeNziGbdQOwgrYLg0hP7+bD9N"
    "XJ6Rm7FkBzVKihQvZAhZizKyXz7/CK4lyB3WJDmcyBrNdt31lpmAAxSuK9iet8Jirikew7"
    "hL1U43fmprWVbm1zZulzaWnVROLVbVpz0uHTS++bkw7NSYdKYdvvpMNRWRsRribjbJI4th"
    "rGJi3Sja9ZYM8VNIyH/Luj3dEGG5uQLQ5cgPhRBYCtaQH24TGYraAoKqgcSqC3ADZgywNx"
    "1IHt/cgLs1s+vIcB8PCS/eD+lE12q3ZY2ib/HIqoN9LBCvkH5ddTYz5JePN4w15pdx8/jC"
    "d0wGSgGa7VDC2mBi2Wbd4yW/O4fnOue+gY2tIosqWFUrkYkVpRkImBhvCOwovlxvxWKGt1"
    "5oE5X0KJVdYo50tkv2aLTl4w05JnH0WMsqVIdh9xbNW69r7UyPE9coXkT7uI5ZKhlqAPHb"
    "ycrAUtNhZ7UOJxV4/eElMdxpF9j+BKhDc3wfxQxITubQ+51iLA6w67Jnljc6SyypsmUVuF"
    "PpXJLDZs6dTaNLXKTc1Zrtbqa3kjM1AWB8osf9g9nCBXgXmLVH6LJIRxjxaXL9tNZIFabW"
    "5iwzSUfjOaf8+04SWvfClP44nDXlRraW3iXhQFdpDAlyapWkYcR4EkpDxqVXEtOVwfCXDZ"
    "tago3CXUZcYTkuxU2ASwGiG6h4RdE4+oilL5Lfsep9E2STWTfzWPYkm11KOP0Q8bNhhjjD"
    "qzX9vEcBx+DEehGzbFvWBmJn+1Aon1BDUdz1pAmrUxgBoX9alis1NfoSeyuolZFnHNvq+P"
    "o+pk9Kt7AquhFHYR28KkrVTQe1beQbZGKMg/1KwQiiU7iiBG7/cLAuZckcBfch1EW2gjxn"
    "HxXLdgEyAHApsNsdAFCy5awIPlYYCweww4XxYJJQqJg5Agn3nKL4jRQVRuUqzzkNnAQUMJ"
    "ddAsxnlnvUcNnun57PKXi7FgHjvK2WhJGS2pw9OSyjl7lM0e/IxISYgWnxUqlio5q7odlM"
    "P1UWQA8x2Q4vJZTKGWQKQNhEU7A6JrQV/iLzwKYWzVE0DFhtJ2+Dl8Qvc6b4TnrU2Yizr7"
    "n+Wdbx9+pRb37VuyS0U7k/tfGILaQzoMmgc0ch8wq/ykamTjUKDx0Ql9+c+4msPspY+Tn7"
    "t3NEcifWYD8efL89lEPrjuD1g1B9NHcS1OJxXgtqHoGrD7ycEs43P7KowXwwef9CI+Z6sA"
    "UyrgKpGe6b2jOsKTZkt1ITs/4C3ACwp9QPAa0hUnO7c2YeAg6AquU0ixblmz4W2k+XEHH7"
    "iuh+2DD5+m56xaDJi3xQMB2DWXf/TwEgmF1zu4MSe/HBbj2TL9fdBkbK0FTtumozxBJsoB"
    "EZnQd7sKHe4s9xOorIhffBDr8pJ3/jQ7klMYIGclm5bjO7WTsr0r02FKji8NPGNWDjPSCV"
    "MyxsS9WN3he5ABpnpevIdBooffdG7MmOgoLnB62kRd4PS0Wl6A38sP6/ylaoFwXFxDdEc5"
    "Go09kUoF1v96c31V5YWkJsXZEjkU/Ad4iByiP1IDLgcjN0eWZBuKCg2FyY9X8K7dCTPDT2"
    "bf/h87QAfh"
)
