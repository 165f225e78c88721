"""The one door for whoever has an account: to the desk, and to a page that is not for everybody."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.admin.views import account


class LogInView(account.LoginView):
    """Wagtail's own, in the frame of the site for who came from one of its pages."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show the form; who is logged in goes on to the desk.

        Whoever is sent here from a closed page may not read it with the account she has: sent back
        there she would come here again.
        """
        if self._comes_from_the_site():
            return self.render_to_response(self.get_context_data())
        return super().get(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        """Return the site's own template for its own pages."""
        if self._comes_from_the_site():
            return [settings.WAGTAIL_FRONTEND_LOGIN_TEMPLATE]
        return super().get_template_names()

    def _comes_from_the_site(self) -> bool:
        address = self.get_redirect_url()
        return bool(address) and not address.startswith(reverse("wagtailadmin_home"))
