from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.offers import Offers
from ...models.problem import Problem
from typing import cast
from uuid import UUID



def _get_kwargs(
    listing_id: UUID,
    *,
    country: str,

) -> dict[str, Any]:
    

    

    params: dict[str, Any] = {}

    params["country"] = country


    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}


    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/listings/{listing_id}/offers".format(listing_id=quote(str(listing_id), safe=""),),
        "params": params,
    }


    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Offers | Problem | None:
    if response.status_code == 200:
        response_200 = Offers.from_dict(response.json())



        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())



        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())



        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())



        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())



        return response_404

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())



        return response_409

    if response.status_code == 410:
        response_410 = Problem.from_dict(response.json())



        return response_410

    if response.status_code == 412:
        response_412 = Problem.from_dict(response.json())



        return response_412

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())



        return response_413

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())



        return response_422

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())



        return response_429

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())



        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Offers | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    listing_id: UUID,
    *,
    client: AuthenticatedClient | Client,
    country: str,

) -> Response[Offers | Problem]:
    """ List Offers

     The same product at every seller, with what it costs delivered to `country`.

    Args:
        listing_id (UUID):
        country (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Offers | Problem]
     """


    kwargs = _get_kwargs(
        listing_id=listing_id,
country=country,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    listing_id: UUID,
    *,
    client: AuthenticatedClient | Client,
    country: str,

) -> Offers | Problem | None:
    """ List Offers

     The same product at every seller, with what it costs delivered to `country`.

    Args:
        listing_id (UUID):
        country (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Offers | Problem
     """


    return sync_detailed(
        listing_id=listing_id,
client=client,
country=country,

    ).parsed

async def asyncio_detailed(
    listing_id: UUID,
    *,
    client: AuthenticatedClient | Client,
    country: str,

) -> Response[Offers | Problem]:
    """ List Offers

     The same product at every seller, with what it costs delivered to `country`.

    Args:
        listing_id (UUID):
        country (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Offers | Problem]
     """


    kwargs = _get_kwargs(
        listing_id=listing_id,
country=country,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    listing_id: UUID,
    *,
    client: AuthenticatedClient | Client,
    country: str,

) -> Offers | Problem | None:
    """ List Offers

     The same product at every seller, with what it costs delivered to `country`.

    Args:
        listing_id (UUID):
        country (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Offers | Problem
     """


    return (await asyncio_detailed(
        listing_id=listing_id,
client=client,
country=country,

    )).parsed
