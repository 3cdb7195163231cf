/**
 * Access tokens of mail providers (XOAUTH2), shared by who reads a mailbox and who sends in its
 * name: renewed in time, and an alarm before one dies.
 */
@NullMarked
package io.casehub.connector.token;

import org.jspecify.annotations.NullMarked;
