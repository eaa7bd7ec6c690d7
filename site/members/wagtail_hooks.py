"""One's own account in the administration."""

from wagtail.admin.views.account import NameEmailSettingsPanel

from members.forms import OwnNameForm

# Wagtail registers this panel itself and asks for first and last names, which nobody has here;
# there is no setting for it.
NameEmailSettingsPanel.form_class = OwnNameForm
