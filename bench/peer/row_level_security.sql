-- What our table of visibility (graphapi/access/scope.py) says, as PostgreSQL's policies: the tables of the benchmark,
-- for staff and for customers. PostGraphile signs in as bench_peer, which finds out who asks, and reads as bench_tenant.

CREATE ROLE bench_tenant NOLOGIN;
CREATE ROLE bench_peer LOGIN BYPASSRLS IN ROLE bench_tenant;
GRANT USAGE ON SCHEMA public TO bench_tenant;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO bench_tenant;
GRANT INSERT ON account, customer, audit_entry TO bench_tenant;
GRANT UPDATE ON partner TO bench_tenant;

-- Apart from "public", so that they are no fields of the API.
CREATE SCHEMA app;
GRANT USAGE ON SCHEMA app TO bench_tenant;
CREATE FUNCTION app.partner_id() RETURNS uuid LANGUAGE sql STABLE AS
    $$ SELECT nullif(current_setting('app.partner_id', true), '')::uuid $$;
CREATE FUNCTION app.customer_id() RETURNS uuid LANGUAGE sql STABLE AS
    $$ SELECT nullif(current_setting('app.customer_id', true), '')::uuid $$;
CREATE FUNCTION app.is_staff() RETURNS boolean LANGUAGE sql STABLE AS
    $$ SELECT nullif(current_setting('app.member_id', true), '') IS NOT NULL $$;

-- Within "(SELECT …)" each is asked once a statement, not once a row.
ALTER TABLE partner ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON partner FOR SELECT TO bench_tenant USING (id = (SELECT app.partner_id()));
CREATE POLICY counted ON partner FOR UPDATE TO bench_tenant
    USING (id = (SELECT app.partner_id()) AND (SELECT app.is_staff()));

ALTER TABLE member ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON member FOR SELECT TO bench_tenant
    USING (partner_id = (SELECT app.partner_id()) AND (SELECT app.is_staff()));

ALTER TABLE account ENABLE ROW LEVEL SECURITY;
CREATE POLICY added ON account FOR INSERT TO bench_tenant
    WITH CHECK (partner_id = (SELECT app.partner_id()) AND (SELECT app.is_staff()));

ALTER TABLE customer ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON customer FOR SELECT TO bench_tenant USING (
    partner_id = (SELECT app.partner_id()) AND ((SELECT app.is_staff()) OR id = (SELECT app.customer_id()))
);
CREATE POLICY added ON customer FOR INSERT TO bench_tenant
    WITH CHECK (partner_id = (SELECT app.partner_id()) AND (SELECT app.is_staff()));

ALTER TABLE share_recipient ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON share_recipient FOR SELECT TO bench_tenant USING (
    partner_id = (SELECT app.partner_id()) AND ((SELECT app.is_staff()) OR customer_id = (SELECT app.customer_id()))
);

ALTER TABLE share ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON share FOR SELECT TO bench_tenant USING (
    partner_id = (SELECT app.partner_id()) AND (
        (SELECT app.is_staff())
        OR (
            (
                audience = 'EVERYONE'
                OR id IN (SELECT share_id FROM share_recipient WHERE customer_id = (SELECT app.customer_id()))
            )
            AND (valid_from IS NULL OR valid_from <= now())
            AND (valid_until IS NULL OR valid_until > now())
        )
    )
);

ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY added ON audit_entry FOR INSERT TO bench_tenant
    WITH CHECK (partner_id = (SELECT app.partner_id()) AND (SELECT app.is_staff()));

-- Nobody asks these for anything.
ALTER TABLE access_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE aerich ENABLE ROW LEVEL SECURITY;
ALTER TABLE former_slug ENABLE ROW LEVEL SECURITY;
ALTER TABLE logo ENABLE ROW LEVEL SECURITY;
ALTER TABLE mail ENABLE ROW LEVEL SECURITY;
ALTER TABLE one_time_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE operator ENABLE ROW LEVEL SECURITY;
ALTER TABLE plan ENABLE ROW LEVEL SECURITY;
ALTER TABLE session ENABLE ROW LEVEL SECURITY;
ALTER TABLE subscription ENABLE ROW LEVEL SECURITY;
ALTER TABLE throttle ENABLE ROW LEVEL SECURITY;
