package io.casehub.landscape.life;

import io.casehub.landscape.billing.Billing;
import io.casehub.landscape.company.Company;
import io.casehub.landscape.company.Truth;
import io.casehub.landscape.crm.Crm;
import io.casehub.landscape.email.Email;
import io.casehub.landscape.erp.Erp;
import io.casehub.landscape.shipping.Shipping;

/** Where life takes place. */
public record World(Company company, Truth truth, Crm crm, Erp erp, Billing billing, Shipping shipping, Email email) {}
