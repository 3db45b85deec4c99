-- What a user of PostGraphile adds to our tables, so that it answers what we answer.

-- Its type would have the name of GraphQL's own.
COMMENT ON TABLE subscription IS '@name booking';

-- A customer's own shares in display order: a list of its own, as our API has it, instead of a way over share_recipient.
CREATE FUNCTION customer_own_shares(customer customer) RETURNS SETOF share LANGUAGE sql STABLE AS $$
    SELECT share.* FROM share
    JOIN share_recipient ON share_recipient.share_id = share.id
    WHERE share_recipient.customer_id = customer.id AND share_recipient.partner_id = customer.partner_id
    ORDER BY share.position, share.id
$$;

CREATE FUNCTION partner_global_shares(partner partner) RETURNS SETOF share LANGUAGE sql STABLE AS $$
    SELECT share.* FROM share
    WHERE share.partner_id = partner.id AND share.audience = 'EVERYONE'
    ORDER BY share.position, share.id
$$;

-- The work of our createCustomer: the place within the plan's limit, the sign-in, the customer, and the audit entry.
CREATE FUNCTION add_customer(partner_id uuid, first_name text, last_name text, email text)
RETURNS customer LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
DECLARE
    host partner;
    actor member;
    new_account_id uuid := gen_random_uuid();
    added customer;
BEGIN
    UPDATE partner SET customer_count = customer_count + 1
        WHERE id = add_customer.partner_id AND (customer_limit IS NULL OR customer_count < customer_limit)
        RETURNING * INTO host;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the plan holds no more customers';
    END IF;
    SELECT * INTO actor FROM member WHERE member.partner_id = host.id LIMIT 1;
    INSERT INTO account (id, partner_id, email_key, created_at)
        VALUES (new_account_id, host.id, lower(add_customer.email), now());
    INSERT INTO customer (
        id, partner_id, account_id, first_name, last_name, email, language, status, invitation_state,
        name_key, email_key, search_key, last_sign_in_key, created_at, updated_at
    ) VALUES (
        gen_random_uuid(), host.id, new_account_id, add_customer.first_name, add_customer.last_name,
        add_customer.email, host.language, 'DRAFT', 'NOT_SENT',
        lower(add_customer.last_name || ' ' || add_customer.first_name), lower(add_customer.email),
        lower(concat_ws(' ', add_customer.first_name, add_customer.last_name, add_customer.email)),
        '0001-01-02Z', now(), now()
    ) RETURNING * INTO added;
    INSERT INTO audit_entry (
        id, partner_id, at, action, actor_id, actor_role, actor_name, subject_kind, subject_id, params
    ) VALUES (
        gen_random_uuid(), host.id, now(), 'customer.created', actor.id, actor.role, actor.name, 'customer', added.id,
        jsonb_build_object('name', added.first_name || ' ' || added.last_name)
    );
    RETURN added;
END
$$;
