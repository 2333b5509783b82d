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
create trigger if not exists lift_card_issued_no_update before update on lift_card_issued for each statement
    insert into refusal select error('lift_card_issued is append-only');
create trigger if not exists lift_card_issued_no_delete before delete on lift_card_issued for each statement
    insert into refusal select error('lift_card_issued is append-only');
