-- Relations over all kinds, laid anew after every migration: a new kind adds its line here.

-- Every entry's detail in the canonical form that its digest is taken over, and the kind that its table says.
create or replace view detail_text as
    select 'void' as kind, * from void_text
    union all select 'estate_created' as kind, * from estate_created_text
    union all select 'building_added' as kind, * from building_added_text
    union all select 'staff_added' as kind, * from staff_added_text
    union all select 'levy_assessed' as kind, * from levy_assessed_text
    union all select 'payment' as kind, * from payment_text
    union all select 'refund' as kind, * from refund_text
    union all select 'waiver' as kind, * from waiver_text
    union all select 'transfer_out' as kind, * from transfer_out_text
    union all select 'transfer_in' as kind, * from transfer_in_text
    union all select 'trigger' as kind, * from trigger_text
    union all select 'advance' as kind, * from advance_text
    union all select 'advance_repayment' as kind, * from advance_repayment_text
    union all select 'contractor_payment' as kind, * from contractor_payment_text
    union all select 'lift_step' as kind, * from lift_step_text
    union all select 'poll_opened' as kind, * from poll_opened_text
    union all select 'placard_count' as kind, * from placard_count_text
    union all select 'poll_closed' as kind, * from poll_closed_text
    union all select 'code_reissued' as kind, * from code_reissued_text
    union all select 'poll_rules' as kind, * from poll_rules_text
    union all select 'poll_answer' as kind, * from poll_answer_text
    union all select 'message_received' as kind, * from message_received_text
    union all select 'message_reviewed' as kind, * from message_reviewed_text
    union all select 'lift_card_issued' as kind, * from lift_card_issued_text;
