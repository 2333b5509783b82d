-- Facts are only ever added: each fact table refuses UPDATE and DELETE. Copies of a file lose triggers, so backup
-- and restore run this file again, and opening compares duckdb_triggers() with it.
create trigger if not exists entry_no_update before update on entry for each statement
    insert into refusal select error('entry is append-only');
create trigger if not exists entry_no_delete before delete on entry for each statement
    insert into refusal select error('entry is append-only');
create trigger if not exists void_no_update before update on void for each statement
    insert into refusal select error('void is append-only');
create trigger if not exists void_no_delete before delete on void for each statement
    insert into refusal select error('void is append-only');
create trigger if not exists estate_created_no_update before update on estate_created for each statement
    insert into refusal select error('estate_created is append-only');
create trigger if not exists estate_created_no_delete before delete on estate_created for each statement
    insert into refusal select error('estate_created is append-only');
create trigger if not exists building_added_no_update before update on building_added for each statement
    insert into refusal select error('building_added is append-only');
create trigger if not exists building_added_no_delete before delete on building_added for each statement
    insert into refusal select error('building_added is append-only');
create trigger if not exists staff_added_no_update before update on staff_added for each statement
    insert into refusal select error('staff_added is append-only');
create trigger if not exists staff_added_no_delete before delete on staff_added for each statement
    insert into refusal select error('staff_added is append-only');
create trigger if not exists levy_assessed_no_update before update on levy_assessed for each statement
    insert into refusal select error('levy_assessed is append-only');
create trigger if not exists levy_assessed_no_delete before delete on levy_assessed for each statement
    insert into refusal select error('levy_assessed is append-only');
create trigger if not exists payment_no_update before update on payment for each statement
    insert into refusal select error('payment is append-only');
create trigger if not exists payment_no_delete before delete on payment for each statement
    insert into refusal select error('payment is append-only');
create trigger if not exists refund_no_update before update on refund for each statement
    insert into refusal select error('refund is append-only');
create trigger if not exists refund_no_delete before delete on refund for each statement
    insert into refusal select error('refund is append-only');
create trigger if not exists waiver_no_update before update on waiver for each statement
    insert into refusal select error('waiver is append-only');
create trigger if not exists waiver_no_delete before delete on waiver for each statement
    insert into refusal select error('waiver is append-only');
create trigger if not exists transfer_out_no_update before update on transfer_out for each statement
    insert into refusal select error('transfer_out is append-only');
create trigger if not exists transfer_out_no_delete before delete on transfer_out for each statement
    insert into refusal select error('transfer_out is append-only');
create trigger if not exists transfer_in_no_update before update on transfer_in for each statement
    insert into refusal select error('transfer_in is append-only');
create trigger if not exists transfer_in_no_delete before delete on transfer_in for each statement
    insert into refusal select error('transfer_in is append-only');
create trigger if not exists trigger_no_update before update on trigger for each statement
    insert into refusal select error('trigger is append-only');
create trigger if not exists trigger_no_delete before delete on trigger for each statement
    insert into refusal select error('trigger is append-only');
create trigger if not exists advance_no_update before update on advance for each statement
    insert into refusal select error('advance is append-only');
create trigger if not exists advance_no_delete before delete on advance for each statement
    insert into refusal select error('advance is append-only');
create trigger if not exists advance_repayment_no_update before update on advance_repayment for each statement
    insert into refusal select error('advance_repayment is append-only');
create trigger if not exists advance_repayment_no_delete before delete on advance_repayment for each statement
    insert into refusal select error('advance_repayment is append-only');
create trigger if not exists contractor_payment_no_update before update on contractor_payment for each statement
    insert into refusal select error('contractor_payment is append-only');
create trigger if not exists contractor_payment_no_delete before delete on contractor_payment for each statement
    insert into refusal select error('contractor_payment is append-only');
create trigger if not exists lift_step_no_update before update on lift_step for each statement
    insert into refusal select error('lift_step is append-only');
create trigger if not exists lift_step_no_delete before delete on lift_step for each statement
    insert into refusal select error('lift_step is append-only');
create trigger if not exists poll_opened_no_update before update on poll_opened for each statement
    insert into refusal select error('poll_opened is append-only');
create trigger if not exists poll_opened_no_delete before delete on poll_opened for each statement
    insert into refusal select error('poll_opened is append-only');
create trigger if not exists placard_count_no_update before update on placard_count for each statement
    insert into refusal select error('placard_count is append-only');
create trigger if not exists placard_count_no_delete before delete on placard_count for each statement
    insert into refusal select error('placard_count is append-only');
create trigger if not exists poll_closed_no_update before update on poll_closed for each statement
    insert into refusal select error('poll_closed is append-only');
create trigger if not exists poll_closed_no_delete before delete on poll_closed for each statement
    insert into refusal select error('poll_closed is append-only');
create trigger if not exists code_reissued_no_update before update on code_reissued for each statement
    insert into refusal select error('code_reissued is append-only');
create trigger if not exists code_reissued_no_delete before delete on code_reissued for each statement
    insert into refusal select error('code_reissued is append-only');
create trigger if not exists poll_rules_no_update before update on poll_rules for each statement
    insert into refusal select error('poll_rules is append-only');
create trigger if not exists poll_rules_no_delete before delete on poll_rules for each statement
    insert into refusal select error('poll_rules is append-only');
create trigger if not exists poll_answer_no_update before update on poll_answer for each statement
    insert into refusal select error('poll_answer is append-only');
create trigger if not exists poll_answer_no_delete before delete on poll_answer for each statement
    insert into refusal select error('poll_answer is append-only');
create trigger if not exists message_received_no_update before update on message_received for each statement
    insert into refusal select error('message_received is append-only');
create trigger if not exists message_received_no_delete before delete on message_received for each statement
    insert into refusal select error('message_received is append-only');
create trigger if not exists message_reviewed_no_update before update on message_reviewed for each statement
    insert into refusal select error('message_reviewed is append-only');
create trigger if not exists message_reviewed_no_delete before delete on message_reviewed for each statement
    insert into refusal select error('message_reviewed is append-only');
create trigger if not exists opening_balance_no_update before update on opening_balance for each statement
    insert into refusal select error('opening_balance is append-only');
create trigger if not exists opening_balance_no_delete before delete on opening_balance for each statement
    insert into refusal select error('opening_balance is append-only');
create trigger if not exists bank_interest_no_update before update on bank_interest for each statement
    insert into refusal select error('bank_interest is append-only');
create trigger if not exists bank_interest_no_delete before delete on bank_interest for each statement
    insert into refusal select error('bank_interest is append-only');
create trigger if not exists bank_fee_no_update before update on bank_fee for each statement
    insert into refusal select error('bank_fee is append-only');
create trigger if not exists bank_fee_no_delete before delete on bank_fee for each statement
    insert into refusal select error('bank_fee is append-only');
create trigger if not exists donation_no_update before update on donation for each statement
    insert into refusal select error('donation is append-only');
create trigger if not exists donation_no_delete before delete on donation for each statement
    insert into refusal select error('donation is append-only');
create trigger if not exists contract_no_update before update on contract for each statement
    insert into refusal select error('contract is append-only');
create trigger if not exists contract_no_delete before delete on contract for each statement
    insert into refusal select error('contract is append-only');
create trigger if not exists contract_stage_no_update before update on contract_stage for each statement
    insert into refusal select error('contract_stage is append-only');
create trigger if not exists contract_stage_no_delete before delete on contract_stage for each statement
    insert into refusal select error('contract_stage is append-only');
create trigger if not exists payment_request_no_update before update on payment_request for each statement
    insert into refusal select error('payment_request is append-only');
create trigger if not exists payment_request_no_delete before delete on payment_request for each statement
    insert into refusal select error('payment_request is append-only');
create trigger if not exists request_confirmed_no_update before update on request_confirmed for each statement
    insert into refusal select error('request_confirmed is append-only');
create trigger if not exists request_confirmed_no_delete before delete on request_confirmed for each statement
    insert into refusal select error('request_confirmed is append-only');
create trigger if not exists request_resolved_no_update before update on request_resolved for each statement
    insert into refusal select error('request_resolved is append-only');
create trigger if not exists request_resolved_no_delete before delete on request_resolved for each statement
    insert into refusal select error('request_resolved is append-only');
create trigger if not exists release_signed_no_update before update on release_signed for each statement
    insert into refusal select error('release_signed is append-only');
create trigger if not exists release_signed_no_delete before delete on release_signed for each statement
    insert into refusal select error('release_signed is append-only');
create trigger if not exists expenditure_no_update before update on expenditure for each statement
    insert into refusal select error('expenditure is append-only');
create trigger if not exists expenditure_no_delete before delete on expenditure for each statement
    insert into refusal select error('expenditure is append-only');
create trigger if not exists supervision_note_no_update before update on supervision_note for each statement
    insert into refusal select error('supervision_note is append-only');
create trigger if not exists supervision_note_no_delete before delete on supervision_note for each statement
    insert into refusal select error('supervision_note is append-only');
create trigger if not exists payer_named_no_update before update on payer_named for each statement
    insert into refusal select error('payer_named is append-only');
create trigger if not exists payer_named_no_delete before delete on payer_named for each statement
    insert into refusal select error('payer_named is append-only');
create trigger if not exists money_checked_no_update before update on money_checked for each statement
    insert into refusal select error('money_checked is append-only');
create trigger if not exists money_checked_no_delete before delete on money_checked for each statement
    insert into refusal select error('money_checked is append-only');
create trigger if not exists waiver_cover_no_update before update on waiver_cover for each statement
    insert into refusal select error('waiver_cover is append-only');
create trigger if not exists waiver_cover_no_delete before delete on waiver_cover for each statement
    insert into refusal select error('waiver_cover is append-only');
create trigger if not exists transfer_consent_no_update before update on transfer_consent for each statement
    insert into refusal select error('transfer_consent is append-only');
create trigger if not exists transfer_consent_no_delete before delete on transfer_consent for each statement
    insert into refusal select error('transfer_consent is append-only');
create trigger if not exists instalment_plan_no_update before update on instalment_plan for each statement
    insert into refusal select error('instalment_plan is append-only');
create trigger if not exists instalment_plan_no_delete before delete on instalment_plan for each statement
    insert into refusal select error('instalment_plan is append-only');
create trigger if not exists dispute_no_update before update on dispute for each statement
    insert into refusal select error('dispute is append-only');
create trigger if not exists dispute_no_delete before delete on dispute for each statement
    insert into refusal select error('dispute is append-only');
create trigger if not exists bank_line_no_update before update on bank_line for each statement
    insert into refusal select error('bank_line is append-only');
create trigger if not exists bank_line_no_delete before delete on bank_line for each statement
    insert into refusal select error('bank_line is append-only');
create trigger if not exists bank_match_no_update before update on bank_match for each statement
    insert into refusal select error('bank_match is append-only');
create trigger if not exists bank_match_no_delete before delete on bank_match for each statement
    insert into refusal select error('bank_match is append-only');
create trigger if not exists bank_check_no_update before update on bank_check for each statement
    insert into refusal select error('bank_check is append-only');
create trigger if not exists bank_check_no_delete before delete on bank_check for each statement
    insert into refusal select error('bank_check is append-only');
create trigger if not exists statement_prepared_no_update before update on statement_prepared for each statement
    insert into refusal select error('statement_prepared is append-only');
create trigger if not exists statement_prepared_no_delete before delete on statement_prepared for each statement
    insert into refusal select error('statement_prepared is append-only');
create trigger if not exists statement_published_no_update before update on statement_published for each statement
    insert into refusal select error('statement_published is append-only');
create trigger if not exists statement_published_no_delete before delete on statement_published for each statement
    insert into refusal select error('statement_published is append-only');
