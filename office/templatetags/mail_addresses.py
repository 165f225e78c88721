"""E-mail addresses as people write them."""

from django import template

from office.mail_address import readable

register = template.Library()

register.filter("readable_address", readable)
