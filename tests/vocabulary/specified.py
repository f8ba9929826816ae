"""The properties that section 3 of the import specification names, as the table of a test."""

SPECIFIED: dict[str, str] = {
    "contacts": """
        email firstname lastname jobtitle phone mobilephone fax company website address city
        state zip country lifecyclestage hs_lead_status hubspot_owner_id salutation industry
        annualrevenue numemployees hs_persona hs_language hs_timezone message date_of_birth
        gender marital_status school degree field_of_study graduation_date start_date
        job_function seniority company_size work_email military_status relationship_status
        hs_buying_role hs_seniority hs_role hs_legal_basis hs_marketable_status
        hs_linkedin_url linkedinbio twitterhandle hs_whatsapp_phone_number hs_state_code
        hs_country_region_code closedate hs_object_id hs_additional_emails createdate
        hs_analytics_source hs_analytics_source_data_1 hs_analytics_source_data_2
        hs_object_source_label hs_email_optout associatedcompanyid notes_last_contacted
    """,
    "companies": """
        name domain website phone address address2 city state zip country industry type
        description about_us numberofemployees annualrevenue founded_year is_public timezone
        lifecyclestage hs_lead_status hubspot_owner_id linkedin_company_page linkedinbio
        facebook_company_page twitterhandle twitterbio facebookfans googleplus_page
        total_money_raised web_technologies hs_ideal_customer_profile hs_is_target_account
        hs_logo_url hs_additional_domains hs_parent_company_id closedate createdate
        hs_object_id
    """,
    "deals": """
        dealname pipeline dealstage amount closedate dealtype description hubspot_owner_id
        hs_priority deal_currency_code hs_next_step closed_lost_reason closed_won_reason
        hs_manual_forecast_category hs_forecast_amount hs_forecast_probability
        hs_deal_stage_probability hs_tcv hs_acv hs_arr hs_mrr amount_in_home_currency
        num_associated_contacts createdate hs_object_id
    """,
    "tickets": """
        subject content hs_pipeline hs_pipeline_stage hs_ticket_priority hs_ticket_category
        source_type hs_resolution hubspot_owner_id hs_file_upload closed_date createdate
        hs_ticket_id hs_object_id
    """,
    "products": """
        name price hs_sku description hs_cost_of_goods_sold recurringbillingfrequency
        hs_recurring_billing_period hs_product_type hs_url hs_images tax hubspot_owner_id
        hs_object_id
    """,
    "line_items": """
        name hs_product_id quantity price discount hs_discount_percentage amount hs_sku
        description hs_cost_of_goods_sold tax recurringbillingfrequency
        hs_recurring_billing_period hs_recurring_billing_start_date
        hs_line_item_currency_code
    """,
    "calls": """
        hs_timestamp hs_call_title hs_call_body hs_call_direction hs_call_status
        hs_call_duration hs_call_disposition hs_call_to_number hs_call_from_number
        hs_call_recording_url hs_activity_type hubspot_owner_id
    """,
    "emails": """
        hs_timestamp hs_email_direction hs_email_status hs_email_subject hs_email_text
        hs_email_html hs_email_headers hs_email_from_email hs_email_to_email
        hs_attachment_ids hubspot_owner_id
    """,
    "meetings": """
        hs_timestamp hs_meeting_title hs_meeting_body hs_internal_meeting_notes
        hs_meeting_start_time hs_meeting_end_time hs_meeting_location hs_meeting_outcome
        hs_meeting_external_url hs_attachment_ids hubspot_owner_id
    """,
    "notes": """
        hs_timestamp hs_note_body hs_attachment_ids hubspot_owner_id
    """,
    "tasks": """
        hs_task_subject hs_timestamp hs_task_body hs_task_status hs_task_priority
        hs_task_type hs_task_reminders hs_queue_membership_ids hubspot_owner_id
    """,
}
